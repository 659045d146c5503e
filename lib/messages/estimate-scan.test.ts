import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { receive } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { estimateScan } from './estimate-scan.ts';

const desk = openDesk();

const estimate = (queue: string, request: unknown = {}) =>
  estimateScan({ ctx: desk.ctx, input: { queue, request } });

describe('estimateScan', () => {
  it('counts receives and give-backs, and receives nothing', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 43);
    await receive(desk.sqs, deadLetters.url, { MaxNumberOfMessages: 3 });
    desk.proxy.heal();
    const found = await estimate(deadLetters.name);
    expect(found).toMatchObject({ about: 43, inFlight: 3, messages: 40, type: 'standard', refusal: null });
    // Four receives of ten, four batches given back, two last receives of each of four receivers.
    expect(found.requests).toBe(16);
    expect(found.costUsd).toBeCloseTo((16 * 0.4) / 1e6, 12);
    expect(found.notes.join(' ')).toContain('3 are held by somebody else');
    expect(desk.proxy.seen.map(({ action }) => action)).not.toContain('ReceiveMessage');
  });

  it('keeps to the limit, which is text in a query', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 30);
    expect(await estimate(deadLetters.name, { limit: '20' })).toMatchObject({ about: 30, messages: 20 });
    for (const limit of ['0', '-1', '1.5', '1000001', 'all', '']) {
      await expect(estimate(deadLetters.name, { limit })).rejects.toMatchObject({
        code: 'invalid-input',
        field: 'limit',
      });
    }
  });

  it('says why a queue needs a yes first', async () => {
    const { source } = await createDeadLetterPair(desk.sqs);
    expect(await estimate(source.name)).toMatchObject({ refusal: { code: 'receive-would-count' } });
    const { name } = await createQueue(desk.sqs);
    expect(await estimate(name)).toMatchObject({ refusal: { code: 'not-a-dead-letter-queue' } });
    await expect(estimate('gone')).rejects.toMatchObject({ code: 'queue-not-found' });
  });

  it('knows that a look at a FIFO queue blocks groups, and costs more', async () => {
    const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };
    const { deadLetters } = await createDeadLetterPair(desk.sqs, {
      sourceAttributes: fifo,
      deadLetterAttributes: fifo,
    });
    const { notes, requests, costUsd, type } = await estimate(deadLetters.name);
    expect(type).toBe('fifo');
    expect(notes.join(' ')).toContain('blocks its message group');
    expect(costUsd).toBeCloseTo((requests * 0.5) / 1e6, 12);
  });
});
