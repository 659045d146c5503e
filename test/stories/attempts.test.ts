import { describe, expect, it } from 'vitest';
import { readRetrying } from '#lib/attempts/read/retrying';
import type { MessageAttempts, TimelineEntry } from '#lib/attempts/types';
import { listJobMessages } from '#lib/redrive/jobs/job-messages';
import { redrive } from '#test/factories/redrives/run';
import { defineFunction, failing, openStage } from './stage.ts';

const SLOW_TIMEOUT_SECONDS = 3;

const stage = openStage([
  defineFunction('processor'),
  defineFunction('slow-processor', { timeoutSeconds: SLOW_TIMEOUT_SECONDS }),
  defineFunction('whole-batch', { handler: 'records.wholeBatch' }),
  defineFunction('in-order', { handler: 'records.inOrder' }),
]);

/** An entry in short: `2 failed PaymentDeclined`, `1 killed`. */
function inShort(entry: TimelineEntry): string {
  return entry.kind === 'inferred'
    ? `${entry.attempt} ${entry.reason}`
    : [entry.attempt, entry.outcome, entry.error?.name ?? []].flat().join(' ');
}

const told = ({ entries }: MessageAttempts) => entries.map(inShort);

describe('a function that does not come to an end', () => {
  it('is recorded as timed out, each time', async () => {
    const line = await stage.startLine({
      functionName: 'slow-processor',
      bodies: [JSON.stringify({ simulate: { delayMs: 60_000 } })],
      batchSize: 1,
      maxReceiveCount: 2,
      visibilityTimeoutSeconds: SLOW_TIMEOUT_SECONDS + 1,
    });
    await line.ended({ dead: 1 });
    const { messages } = await stage.scan(line);
    for (const message of messages) {
      const story = await stage.storyOf(message);
      expect(told(story)).toEqual(['1 timed-out TimedOut', '2 timed-out TimedOut']);
      expect(story.entries).toMatchObject([{ scope: 'message' }, { scope: 'message' }]);
    }
    expect(messages).toHaveLength(1);
  });

  it('leaves nothing when it is killed, which the desk infers, and says so', async () => {
    const crash = { simulate: { crash: true } };
    const options = { functionName: 'processor', batchSize: 1, maxReceiveCount: 2 };
    const silent = await stage.startLine({ ...options, bodies: [JSON.stringify(crash)] });
    const instrumented = await stage.startLine({
      ...options,
      bodies: [JSON.stringify(crash), failing({ error: 'PaymentDeclined' })],
    });
    await Promise.all([silent.ended({ dead: 1 }), instrumented.ended({ dead: 2 })]);

    const tell = async (line: typeof silent) => {
      const { messages } = await stage.scan(line);
      const stories = await Promise.all(messages.map((message) => stage.storyOf(message)));
      return stories.map((story) => told(story).join(', ')).toSorted();
    };
    expect(await tell(silent)).toEqual(['1 unrecorded, 2 unrecorded']);
    expect(await tell(instrumented)).toEqual([
      '1 failed PaymentDeclined, 2 failed PaymentDeclined',
      '1 killed, 2 killed',
    ]);
  });

  it('and then succeeds, tells of its death by the number that is missing', async () => {
    const simulate = { crash: true, times: 1 };
    const line = await stage.startLine({
      functionName: 'processor',
      bodies: [JSON.stringify({ simulate })],
      batchSize: 1,
    });
    await line.ended({ dead: 0 });
    const [messageId = ''] = line.messageIds;
    expect(told(await stage.storyOf(messageId))).toEqual(['1 killed', '2 succeeded']);
  });
});

describe('a batch', () => {
  it('that fails as a whole is a failure of each of its messages', async () => {
    const line = await stage.startLine({
      functionName: 'whole-batch',
      bodies: ['fine', 'this will fail', 'fine too'],
      reportsByMessage: false,
    });
    await line.ended({ dead: 0 });
    const stories = await Promise.all(line.messageIds.map((messageId) => stage.storyOf(messageId)));
    for (const story of stories) {
      expect(told(story)).toEqual(['1 failed PoolExhausted', '2 succeeded']);
      expect(story.entries).toMatchObject([{ scope: 'batch' }, { scope: 'message', error: null }]);
    }
    const batches = stories.flatMap(({ entries: [first] }) =>
      first?.kind === 'recorded' ? first.requestId : [],
    );
    expect(new Set(batches).size).toBe(1);
  });

  it('of a FIFO queue that stops at a failure has not processed what follows', async () => {
    const line = await stage.startLine({
      functionName: 'in-order',
      bodies: ['fine', 'this will fail', 'next', 'last'],
      isFifo: true,
    });
    await line.ended({ dead: 0 });
    const [fine = '', ...others] = line.messageIds;
    expect(told(await stage.storyOf(fine))).toEqual([]);
    expect(await Promise.all(others.map(async (id) => told(await stage.storyOf(id))))).toEqual([
      ['1 failed PoolExhausted', '2 succeeded'],
      ['1 failed NotProcessed', '2 succeeded'],
      ['1 failed NotProcessed', '2 succeeded'],
    ]);
  });
});

describe('a message', () => {
  it('that fails twice is being retried until it succeeds', async () => {
    const line = await stage.startLine({
      functionName: 'processor',
      bodies: [failing({ error: 'PaymentDeclined', times: 2 })],
    });
    const [messageId = ''] = line.messageIds;
    const retrying = async () => {
      const list = await readRetrying({ ctx: stage.desk.freshContext(), input: { queue: line.source.name } });
      return list.messages.map(({ messageId, attempt, receivesLeft, error }) => ({
        messageId,
        attempt,
        receivesLeft,
        errorName: error?.name,
      }));
    };
    const row = { messageId, errorName: 'PaymentDeclined' };
    const patience = { timeout: 10_000, interval: 50 };
    await expect.poll(retrying, patience).toEqual([{ ...row, attempt: 1, receivesLeft: 2 }]);
    await expect.poll(retrying, patience).toEqual([{ ...row, attempt: 2, receivesLeft: 1 }]);
    await line.ended({ dead: 0 });
    expect(await retrying()).toEqual([]);
    expect(told(await stage.storyOf(messageId))).toEqual([
      '1 failed PaymentDeclined',
      '2 failed PaymentDeclined',
      '3 succeeded',
    ]);
  });

  it('that dies, is redriven and dies again has six attempts in one story', async () => {
    const line = await stage.startLine({
      functionName: 'processor',
      bodies: [failing({ error: 'PaymentDeclined' })],
    });
    const [rootId = ''] = line.messageIds;
    await line.ended({ dead: 1 });
    const { ctx } = stage.desk;
    const selection = { messageIds: [rootId] };
    const { id } = await redrive(ctx, { source: line.deadLetters.name, selection });
    await line.ended({ dead: 1 });

    const { messages: moved } = await listJobMessages({ ctx, input: { id, request: { list: 'moved' } } });
    const newId = moved[0]?.newMessageId ?? '';
    const { messages } = await stage.scan(line);
    expect(messages).toMatchObject([{ messageId: newId, generation: 1 }]);
    const expected = [1, 2, 3, 4, 5, 6].map((attempt) => ({
      kind: 'recorded',
      messageId: attempt > 3 ? newId : rootId,
      rootId,
      generation: attempt > 3 ? 1 : 0,
      attempt,
      receiveCount: attempt > 3 ? attempt - 3 : attempt,
      error: { name: 'PaymentDeclined' },
    }));
    for (const asked of [...messages, newId, rootId]) {
      expect(await stage.storyOf(asked)).toMatchObject({ rootId, entries: expected });
    }
  });
});
