import { describe, expect, it } from 'vitest';
import { latestAttempt, scannedMessage } from '#test/factories/summaries';
import { groupCauses } from './group-causes.ts';
import { causeOf, NO_CAUSE, type Lookup } from './lookup.ts';

const messages = ['a', 'b', 'c', 'd', 'e'].map((messageId) => scannedMessage({ messageId }));

const failure = (messageId: string, fingerprint: string, startedAtMs: number) =>
  latestAttempt({
    messageId,
    startedAtMs,
    error: { name: `Name of ${fingerprint}`, message: `at ${startedAtMs}`, fingerprint },
  });

function lookup(state: Lookup['state'], ...attempts: ReturnType<typeof latestAttempt>[]): Lookup {
  return { state, reason: null, latest: new Map(attempts.map((attempt) => [attempt.messageId, attempt])) };
}

describe('groupCauses', () => {
  it('counts every message once, the largest group first, with the words of its newest failure', () => {
    const known = lookup(
      'joined',
      failure('a', 'v1-1', 30),
      failure('b', 'v1-2', 10),
      failure('c', 'v1-2', 20),
    );
    expect(groupCauses(messages, known)).toEqual({
      groups: [
        {
          fingerprint: 'v1-2',
          errorName: 'Name of v1-2',
          message: 'at 20',
          count: 2,
          firstSeenAtMs: 10,
          lastSeenAtMs: 20,
        },
        {
          fingerprint: 'v1-1',
          errorName: 'Name of v1-1',
          message: 'at 30',
          count: 1,
          firstSeenAtMs: 30,
          lastSeenAtMs: 30,
        },
      ],
      none: 2,
      unknown: 0,
    });
  });

  it('puts the more recent first among equals', () => {
    const known = lookup('joined', failure('a', 'v1-1', 10), failure('b', 'v1-2', 20));
    expect(groupCauses(messages, known).groups.map(({ fingerprint }) => fingerprint)).toEqual([
      'v1-2',
      'v1-1',
    ]);
  });

  it.each(['under-way', 'unavailable'] as const)('does not take unknown for unrecorded while %s', (state) => {
    const known = lookup(state, failure('a', 'v1-1', 10));
    expect(groupCauses(messages, known)).toMatchObject({ none: 0, unknown: 4 });
    expect(causeOf('a', known)).toBe('v1-1');
    expect(causeOf('b', known)).toBeNull();
  });

  it('has no cause for a message whose latest attempt succeeded', () => {
    const known = lookup('under-way', latestAttempt({ messageId: 'a', outcome: 'succeeded', error: null }));
    expect(groupCauses(messages, known)).toEqual({ groups: [], none: 1, unknown: 4 });
    expect(causeOf('a', known)).toBe(NO_CAUSE);
  });
});
