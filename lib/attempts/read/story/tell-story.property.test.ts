import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attempt as recordedAttempt } from '#test/factories/attempts';
import type { Attempt } from '../../types.ts';
import { firstUnexpired, tellStory, type Known } from './tell-story.ts';

const NOW_MS = 1_800_000_000_000;
const DAY_MS = 86_400_000;

/** What happened to a message: each generation but the last had `max` deliveries, and of each delivery a record exists or not. */
interface History {
  max: number;
  lives: boolean[][];
}

const histories: fc.Arbitrary<History> = fc
  .record({ max: fc.integer({ min: 1, max: 5 }), redrives: fc.integer({ min: 0, max: 4 }) })
  .chain(({ max, redrives }) =>
    fc
      .tuple(
        fc.array(fc.array(fc.boolean(), { minLength: max, maxLength: max }), {
          minLength: redrives,
          maxLength: redrives,
        }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: max }),
      )
      .map(([before, last]) => ({ max, lives: [...before, last] })),
  );

/** All deliveries of a history, in order. */
function deliveriesOf({ max, lives }: History): { made: Attempt; isRecorded: boolean }[] {
  return lives.flatMap((records, generation) =>
    records.map((isRecorded, index) => {
      const attempt = generation * max + index + 1;
      const made = recordedAttempt({
        messageId: `m-${generation}`,
        rootId: 'm-0',
        generation,
        attempt,
        receiveCount: index + 1,
        startedAtMs: NOW_MS - DAY_MS + attempt,
      });
      return { made, isRecorded };
    }),
  );
}

/** What the desk knows of a history, given that the message is a dead letter or not. */
function knownOf(history: History, isDead: boolean): Known {
  const { max, lives } = history;
  const generation = lives.length - 1;
  return {
    rootId: 'm-0',
    recorded: deliveriesOf(history).flatMap(({ made, isRecorded }) => (isRecorded ? made : [])),
    present: {
      messageId: `m-${generation}`,
      generation,
      receivesBefore: generation * max,
      receives: isDead ? max : 0,
    },
    maxReceiveCount: max,
    isInstrumented: true,
    firstAttempt: 1,
  };
}

describe('tellStory', () => {
  it('tells each delivery of a dead letter once, in order, with its place', () => {
    const dead = histories.map((history) => {
      const { max, lives } = history;
      const last = [...(lives.at(-1) ?? []), ...Array.from({ length: max }, () => false)].slice(0, max);
      return { max, lives: [...lives.slice(0, -1), last] };
    });
    fc.assert(
      fc.property(dead, (history) => {
        const deliveries = deliveriesOf(history);
        const { entries, truncated } = tellStory(knownOf(history, true), 200);
        expect(truncated).toBe(false);
        expect(entries.map(({ attempt }) => attempt)).toEqual(deliveries.map(({ made }) => made.attempt));
        for (const [index, entry] of entries.entries()) {
          const { made, isRecorded } = deliveries[index]!;
          expect(entry.kind).toBe(isRecorded ? 'recorded' : 'inferred');
          expect(entry).toMatchObject({ generation: made.generation, receiveCount: made.receiveCount });
          expect([made.messageId, null]).toContain(entry.messageId);
        }
      }),
    );
  });

  it('infers nothing beyond the newest record of a message that still lives', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const known = knownOf(history, false);
        const { entries } = tellStory(known, 200);
        const newest = Math.max(
          known.present.receivesBefore,
          ...known.recorded.map(({ attempt }) => attempt),
        );
        expect(entries.length).toBe(newest);
        expect(entries.filter(({ kind }) => kind === 'recorded')).toHaveLength(known.recorded.length);
      }),
    );
  });

  it('holds its bounds whatever it is told, and never drops a record but for an older one', () => {
    const records = fc.array(
      fc.record({
        messageId: fc.constantFrom('m-0', 'm-1', 'm-2'),
        generation: fc.nat(3),
        attempt: fc.integer({ min: 1, max: 1_000_000_000 }),
        receiveCount: fc.integer({ min: 1, max: 2000 }),
        startedAtMs: fc.integer({ min: 0, max: NOW_MS }),
      }),
      { maxLength: 30 },
    );
    const facts = fc.record({
      receivesBefore: fc.nat(1_000_000_000),
      receives: fc.nat(1000),
      maxReceiveCount: fc.option(fc.integer({ min: 1, max: 1000 })),
      isInstrumented: fc.boolean(),
      firstAttempt: fc.integer({ min: 1, max: 1_000_000_000 }),
      maxEntries: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(records, facts, (made, { receivesBefore, receives, maxEntries, ...known }) => {
        const recorded = made.map((part) => recordedAttempt(part));
        const { entries, truncated } = tellStory(
          {
            rootId: 'm-0',
            recorded,
            present: { messageId: 'm-2', generation: 2, receivesBefore, receives },
            ...known,
          },
          maxEntries,
        );
        const numbers = entries.map(({ attempt }) => attempt);
        expect(entries.length).toBeLessThanOrEqual(maxEntries);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        const shown = entries.filter(({ kind }) => kind === 'recorded').length;
        expect(truncated || shown === recorded.length).toBe(true);
        const oldest = numbers[0] ?? Infinity;
        expect(shown).toBeGreaterThanOrEqual(recorded.filter(({ attempt }) => attempt > oldest).length);
        const recordedNumbers = new Set(recorded.map(({ attempt }) => attempt));
        const inferred = entries.filter(({ kind }) => kind === 'inferred');
        expect(inferred.filter(({ attempt }) => recordedNumbers.has(attempt))).toEqual([]);
        expect(new Set(inferred.map(({ attempt }) => attempt)).size).toBe(inferred.length);
      }),
    );
  });

  it('shows two deliveries of one number both, the earlier first', () => {
    const twice = [30, 10].map((startedAtMs) =>
      recordedAttempt({ messageId: `m-${startedAtMs}`, rootId: 'm-0', startedAtMs }),
    );
    const present = { messageId: 'm-10', generation: 0, receivesBefore: 0, receives: 0 };
    const { entries } = tellStory(
      { rootId: 'm-0', recorded: twice, present, maxReceiveCount: 3, isInstrumented: true, firstAttempt: 1 },
      200,
    );
    expect(entries.map(({ messageId }) => messageId)).toEqual(['m-10', 'm-30']);
  });

  it('keeps an unknown generation one, where the limit was lowered since', () => {
    const present = { messageId: 'm-2', generation: 2, receivesBefore: 4, receives: 1 };
    const { entries } = tellStory(
      { rootId: 'm-0', recorded: [], present, maxReceiveCount: 1, isInstrumented: false, firstAttempt: 1 },
      200,
    );
    expect(entries.map(({ messageId, generation }) => `${messageId} ${generation}`)).toEqual([
      'm-0 0',
      'null 1',
      'null 1',
      'null 1',
      'm-2 2',
    ]);
  });

  it('says killed where the consumer is known to record, and unrecorded where it is not', () => {
    const present = { messageId: 'm-0', generation: 0, receivesBefore: 0, receives: 3 };
    const known = { rootId: 'm-0', present, maxReceiveCount: 3, firstAttempt: 1 };
    const reasons = (recorded: Attempt[], isInstrumented = true) =>
      tellStory({ ...known, recorded, isInstrumented }, 200).entries.map((entry) =>
        entry.kind === 'inferred' ? entry.reason : entry.outcome,
      );
    expect(reasons([], false)).toEqual(['unrecorded', 'unrecorded', 'unrecorded']);
    expect(reasons([])).toEqual(['killed', 'killed', 'killed']);
    expect(reasons([recordedAttempt({ messageId: 'm-0', receiveCount: 2 })])).toEqual([
      'killed',
      'failed',
      'killed',
    ]);
  });
});

describe('firstUnexpired', () => {
  const keptSinceMs = NOW_MS - 30 * DAY_MS;
  const sentDaysAgo = (days: number, generation: number) => [
    recordedAttempt({ messageId: 'm', generation, attempt: 9, sentAtMs: NOW_MS - 1 }),
    recordedAttempt({
      messageId: 'm',
      generation,
      attempt: 5,
      receiveCount: 2,
      sentAtMs: NOW_MS - days * DAY_MS,
    }),
  ];

  it.each([
    ['all of a young message', 1, 0, 1],
    ['all of one whose first generation is young enough', 15, 1, 1],
    ['its own generation when earlier ones may be gone', 17, 1, 4],
    ['nothing before the oldest record when even its generation began too early', 31, 1, 5],
  ])('lets infer %s', (_, days, generation, first) => {
    expect(firstUnexpired(sentDaysAgo(days, generation), keptSinceMs)).toBe(first);
  });

  it('lets infer all of a message without records', () => {
    expect(firstUnexpired([], keptSinceMs)).toBe(1);
  });
});
