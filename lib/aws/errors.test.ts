import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readHealth } from '#lib/access/read-health';
import { createContext } from '#lib/context';
import { DomainError } from '#lib/errors';
import { listQueues } from '#lib/queues/list-queues';
import { useEndpoint } from '#test/factories/desk';
import { isOutcomeUnknown, toDomainError } from './errors.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A port on which nobody listens any more. */
async function closedEndpoint(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

async function timed<Value>(run: () => Promise<Value>): Promise<{ value: unknown; tookMs: number }> {
  const startedAt = performance.now();
  const value = await run().catch((error: unknown) => error);
  return { value, tookMs: performance.now() - startedAt };
}

describe('an endpoint where nobody answers', () => {
  it('is named within three seconds', async () => {
    const endpoint = await closedEndpoint();
    useEndpoint(endpoint);
    const { value, tookMs } = await timed(() => listQueues({ ctx: createContext() }));
    expect(value).toMatchObject({ code: 'unreachable' });
    expect((value as Error).message).toContain(endpoint);
    expect(tookMs).toBeLessThan(3000);
  });

  it('is what health reports', async () => {
    const endpoint = await closedEndpoint();
    useEndpoint(endpoint);
    expect(await readHealth({ ctx: createContext() })).toMatchObject({
      status: 'unreachable',
      mode: 'local',
      region: 'us-east-1',
      endpoint,
    });
  });
});

function sdkError(name: string, httpStatusCode = 400, extra: object = {}): Error {
  return Object.assign(new Error(`${name} happened`), { name, $metadata: { httpStatusCode }, ...extra });
}

describe('toDomainError', () => {
  const call = { action: 'sqs:SendMessage', queue: 'orders', endpoint: 'http://127.0.0.1:1' };

  it.each([
    [sdkError('QueueDoesNotExist'), 'queue-not-found', 'orders'],
    [sdkError('X', 400, { Code: 'AWS.SimpleQueueService.NonExistentQueue' }), 'queue-not-found', 'orders'],
    [sdkError('AccessDeniedException', 403), 'access-denied', 'sqs:SendMessage on orders'],
    [sdkError('RequestThrottled'), 'throttled', 'sqs:SendMessage'],
    [sdkError('InvalidAttributeValue'), 'aws-refused', 'InvalidAttributeValue happened'],
    [sdkError('InternalFailure', 500), 'aws-failed', 'InternalFailure happened'],
    [Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'unreachable', 'http://127.0.0.1:1'],
    [new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]), 'unreachable', 'reached'],
    [sdkError('CredentialsProviderError', 0), 'no-credentials', 'credentials'],
  ])('maps %s', (error, code, text) => {
    const mapped = toDomainError(error, call);
    expect(mapped).toMatchObject({ code, cause: error });
    expect((mapped as Error).message).toContain(text);
  });

  it('leaves bugs and domain errors alone', () => {
    const bug = new TypeError('x is undefined');
    const known = new DomainError('invalid-input', 'no');
    expect(toDomainError(bug, call)).toBe(bug);
    expect(toDomainError(known, call)).toBe(known);
  });

  it.each([
    [sdkError('AccessDenied', 403), false],
    [sdkError('RequestThrottled'), false],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), false],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), true],
    [sdkError('TimeoutError', 0, { $metadata: undefined }), true],
    [sdkError('InternalFailure', 500), true],
    [new TypeError('a bug while reading the answer'), true],
  ])('knows whether AWS may have acted: %s', (error, unknown) => {
    expect(isOutcomeUnknown(toDomainError(error, call))).toBe(unknown);
  });
});
