import { describe, expect, it } from 'vitest';
import { processMessage } from '#lib/processing/process-message';
import { SendSchema } from '#lib/queues/send-schema';
import { MIXED_BATCH, TEMPLATES, findTemplate } from './templates.ts';

const context = { maxReceiveCount: 3, firstOrder: 1000 };

/** What the real processor makes of each attempt, in order: `ok` or the name of the error. */
async function run(body: string, attempts: number): Promise<string[]> {
  const outcomes: string[] = [];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const ctx = {
      rule: 'fail-on-fail' as const,
      wait: async (ms: number) => void outcomes.push(`waited ${ms}`),
      crash: () => void outcomes.push('crashed'),
    };
    await processMessage({ ctx, input: { body, attempt } }).then(
      () => outcomes.push('ok'),
      (error: Error) => outcomes.push(error.name),
    );
  }
  return outcomes;
}

const bodyOf = (id: string) => findTemplate(id).bodies(context)[0] ?? '';

describe('TEMPLATES', () => {
  it.each(TEMPLATES.map(({ id }) => id))('%s is a request that the API takes', (id) => {
    expect(SendSchema.safeParse({ bodies: findTemplate(id).bodies(context) }).error).toBeUndefined();
  });

  it.each([
    ['succeeds', ['ok', 'ok', 'ok', 'ok']],
    ['always-fails', ['PaymentDeclined', 'PaymentDeclined', 'PaymentDeclined', 'PaymentDeclined']],
    ['fails-twice', ['GatewayTimeout', 'GatewayTimeout', 'ok', 'ok']],
    ['dies-once', ['StockServiceDown', 'StockServiceDown', 'StockServiceDown', 'ok']],
  ])('%s does what it says, attempt by attempt', async (id, outcomes) => {
    expect(await run(bodyOf(id), 4)).toEqual(outcomes);
  });

  it('is slow, endless or deadly where it says so', async () => {
    expect(await run(bodyOf('slow'), 1)).toEqual(['waited 3000', 'ok']);
    expect(await run(bodyOf('times-out'), 1)).toEqual(['waited 900000', 'ok']);
    expect(await run(bodyOf('crashes'), 1)).toEqual(['crashed', 'ok']);
  });

  it('mixes as many of each kind as the panel says, each with an order number of its own', async () => {
    const bodies = findTemplate('mixed').bodies(context);
    const ends = await Promise.all(bodies.map(async (body) => (await run(body, 4)).join(' ')));
    const count = (end: string) => ends.filter((each) => each === end).length;
    expect(count('ok ok ok ok')).toBe(MIXED_BATCH.good);
    expect(count('GatewayTimeout GatewayTimeout ok ok')).toBe(MIXED_BATCH.retried);
    expect(count('PaymentDeclined PaymentDeclined PaymentDeclined PaymentDeclined')).toBe(MIXED_BATCH.dead);
    expect(count('StockServiceDown StockServiceDown StockServiceDown ok')).toBe(MIXED_BATCH.diesOnce);
    expect(new Set(bodies.map((body) => /ORD-\d+/.exec(body)?.[0])).size).toBe(bodies.length);
  });

  it('dies after as many failures as its queue allows', async () => {
    const [body = ''] = findTemplate('dies-once').bodies({ maxReceiveCount: 5, firstOrder: 1 });
    expect((await run(body, 6)).slice(4)).toEqual(['StockServiceDown', 'ok']);
  });
});
