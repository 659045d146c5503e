import { beforeAll, describe, expect, it } from 'vitest';
import { readCauses } from '#lib/attempts/causes/read-causes';
import { readFunnel } from '#lib/attempts/funnel/read-funnel';
import type { MessageAttempts } from '#lib/attempts/types';
import { mapConcurrently } from '#lib/flow/map-concurrently';
import type { ScannedMessage } from '#lib/messages/types';
import { createRandom } from '#test/factories/random';
import { createValues, ROOT_CAUSES } from './causes.ts';
import { defineFunction, failing, type Line, openStage } from './stage.ts';

const MESSAGES = 1_000;
const ATTEMPTS = [1, 2, 3];
const SEED = 20_261_125;

const stage = openStage([defineFunction('processor')]);

/** What each message fails of: the cause it was made for, by its index, and the text in which it says so. */
const values = createValues(createRandom(SEED));
const failures = Array.from({ length: MESSAGES }, (_, index) => {
  const cause = index % ROOT_CAUSES.length;
  const { errorName, message } = ROOT_CAUSES[cause] ?? ROOT_CAUSES[0];
  return { cause, error: { error: errorName, message: message(values) } };
});

let line: Line;
let messages: ScannedMessage[];
let stories: MessageAttempts[];
let fingerprints: Map<string, string | undefined>;

describe('a thousand messages that fail of seven causes', () => {
  beforeAll(async () => {
    const bodies = failures.map(({ error }) => failing(error));
    line = await stage.startLine({ functionName: 'processor', bodies });
    await line.ended({ dead: MESSAGES });
    const scan = await stage.scan(line);
    ({ messages } = scan);
    fingerprints = new Map([...scan.latest].map(([id, { error }]) => [id, error?.fingerprint]));
    stories = await mapConcurrently(messages, 8, (message) => stage.storyOf(message));
  }, 120_000);

  it('are seven groups, each of one cause, that add up', async () => {
    const { causes, ...list } = await readCauses({
      ctx: stage.desk.ctx,
      input: { queue: line.source.name, request: { minutes: 60 } },
    });
    expect(list).toMatchObject({ otherCauses: 0, failures: 3 * MESSAGES, countedFromMs: null });
    const groups = causes.map(({ fingerprint, errorName, count, messages, trend }) => ({
      fingerprint,
      errorName,
      count,
      messages,
      inTrend: trend.reduce((sum, failed) => sum + failed, 0),
    }));
    const expected = ROOT_CAUSES.map(({ errorName }, cause) => {
      const ids = line.messageIds.filter((_, index) => failures[index]?.cause === cause);
      const [fingerprint, ...others] = new Set(ids.map((id) => fingerprints.get(id)));
      expect(others).toEqual([]);
      return {
        fingerprint,
        errorName,
        count: 3 * ids.length,
        messages: ids.length,
        inTrend: 3 * ids.length,
      };
    });
    expect(groups).toHaveLength(ROOT_CAUSES.length);
    expect(new Set(groups)).toEqual(new Set(expected));
    expect(new Set(groups.map(({ fingerprint }) => fingerprint)).size).toBe(ROOT_CAUSES.length);
  });

  it('each tell three attempts, with the right numbers, error and fingerprint', () => {
    expect(messages.map(({ messageId }) => messageId).toSorted()).toEqual(line.messageIds.toSorted());
    const byMessage = new Map(stories.map((story) => [story.messageId, story]));
    for (const [index, messageId] of line.messageIds.entries()) {
      const { error, message } = failures[index]?.error ?? {};
      const fingerprint = fingerprints.get(messageId);
      expect(byMessage.get(messageId)).toMatchObject({
        rootId: messageId,
        maxReceiveCount: 3,
        truncated: false,
        entries: ATTEMPTS.map((attempt) => ({
          kind: 'recorded',
          messageId,
          queue: line.source.name,
          generation: 0,
          attempt,
          receiveCount: attempt,
          outcome: 'failed',
          scope: 'message',
          functionName: 'processor',
          error: { name: error, message, fingerprint },
        })),
      });
    }
  });

  it('came in batches of up to ten', () => {
    const attempts = stories.flatMap(({ entries }) => entries).filter((entry) => entry.kind === 'recorded');
    const batches = Map.groupBy(attempts, ({ requestId }) => requestId);
    expect(Math.max(...[...batches.values()].map(({ length }) => length))).toBe(10);
  });

  it('are a funnel in which nobody gets through', async () => {
    const funnel = await readFunnel({
      ctx: stage.desk.freshContext(),
      input: { queue: line.source.name, request: { minutes: 60 } },
    });
    expect(funnel).toMatchObject({
      steps: ATTEMPTS.map((attempt) => ({
        attempt: String(attempt),
        attempts: MESSAGES,
        succeeded: 0,
        failed: MESSAGES,
      })),
      died: MESSAGES,
      error: null,
    });
  });
});
