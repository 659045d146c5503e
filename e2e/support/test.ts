import { expect, test as base } from '@playwright/test';
import { connectTo, type StageClients } from '../../scripts/provision/clients.ts';
import { startLoginDesk, type LoginDesk } from './login-desk.ts';
import { startFreshDesk, startObservedDesk, type ObservedDesk } from './own-desk.ts';
import { createQueuePair, type QueuePair } from './queue-pair.ts';

interface Fixtures {
  /** SDK clients of the run's engine: what is really in the queues. */
  clients: StageClients;
  /** Queues of this test alone; `consumed: false` parks what is sent there. */
  makePair(options?: { consumed?: boolean }): Promise<QueuePair>;
  /** Another web server on the run's engine, or on `engineUrl`, whose requests to AWS can be seen and disturbed. */
  observeDesk(options?: { engineUrl?: string }): Promise<ObservedDesk>;
  /** Another web server on the run's engine, that people log in to. */
  loginDesk: LoginDesk;
  /** A desk with an engine of its own: nothing has happened in it, and nobody else uses its functions. */
  startDesk(): Promise<{ url: string; engineUrl: string; clients: StageClients }>;
}

const REGION = 'us-east-1';

/** Address of the engine that all tests of this run share. */
function sharedEngineUrl(): string {
  const url = process.env['REDRIVE_ENGINE_URL'];
  if (url === undefined) throw new Error('the web server of playwright.config.ts sets REDRIVE_ENGINE_URL');
  return url;
}

export const test = base.extend<Fixtures>({
  // Every journey fails on what the content security policy had to stop.
  context: async ({ context }, use) => {
    const stopped: string[] = [];
    context.on('console', (message) => {
      if (/content security policy/i.test(message.text())) stopped.push(message.text());
    });
    await use(context);
    expect(stopped).toEqual([]);
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted
  clients: async ({}, use) => {
    const clients = connectTo(sharedEngineUrl(), REGION);
    await use(clients);
    clients.sqs.destroy();
    clients.lambda.destroy();
  },
  makePair: async ({ clients }, use, testInfo) => {
    let made = 0;
    await use(({ consumed = true } = {}) => {
      made += 1;
      return createQueuePair({ clients, name: `t-${testInfo.testId.slice(-12)}-${made}`, consumed });
    });
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  observeDesk: async ({}, use) => {
    await using desks = new AsyncDisposableStack();
    await use(async (options = {}) => {
      const desk = await startObservedDesk(options.engineUrl ?? sharedEngineUrl());
      desks.defer(() => desk.stop());
      return desk;
    });
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  loginDesk: async ({}, use) => {
    const desk = await startLoginDesk(sharedEngineUrl());
    await use(desk);
    await desk.stop();
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  startDesk: async ({}, use) => {
    await using desks = new AsyncDisposableStack();
    await use(async () => {
      const desk = await startFreshDesk();
      desks.defer(() => desk.stop());
      return { url: desk.url, engineUrl: desk.engineUrl, clients: connectTo(desk.engineUrl, REGION) };
    });
  },
});

export { expect } from '@playwright/test';
