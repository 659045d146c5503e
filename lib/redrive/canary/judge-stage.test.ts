import { describe, expect, it } from 'vitest';
import { toLatest } from '#lib/attempts/items/attempt-item';
import { attempt, attemptError } from '#test/factories/attempts';
import type { JudgedEntry } from '../outcome/look-up-copies.ts';
import type { MessageOutcome } from '../types.ts';
import { countOutcomes, judgeStage } from './judge-stage.ts';

function copy(outcome: MessageOutcome, fingerprint: string | null = null): JudgedEntry {
  const error = fingerprint === null ? null : attemptError({ fingerprint });
  return {
    entry: { messageId: 'old', newMessageId: 'new', target: 'orders', atMs: 0 },
    outcome,
    attempt: fingerprint === null ? undefined : toLatest(attempt({ messageId: 'new', error })),
  };
}

const times = <Value>(count: number, value: Value) => Array.from({ length: count }, () => value);

function judge(copies: JudgedEntry[], { maxFailureRatio = 0, failures = 0, before = 'v1-before' } = {}) {
  return judgeStage({
    copies,
    failures: times(failures, { message: 'It could not be moved.' }),
    causesBefore: new Map([['old', before]]),
    maxFailureRatio,
  });
}

describe('a stage', () => {
  it('goes on when all succeeded, or there was nothing in it', () => {
    expect(judge(times(5, copy('succeeded')))).toEqual({ kind: 'go-on' });
    expect(judge([])).toEqual({ kind: 'go-on' });
  });

  it.each<MessageOutcome>(['pending', 'unknown'])('waits for what is %s', (outcome) => {
    expect(judge([copy('succeeded'), copy(outcome)])).toEqual({ kind: 'wait' });
  });

  it('stops when the cause comes back, whatever may fail and whoever has not been heard of', () => {
    const copies = [copy('pending'), ...times(98, copy('succeeded')), copy('failingAgain', 'v1-before')];
    expect(judge(copies, { maxFailureRatio: 1 })).toEqual({
      kind: 'stop',
      reason: 'The same cause came back: PaymentDeclined: Card 4711 was declined.',
    });
  });

  it.each<MessageOutcome>(['failingAgain', 'deadAgain', 'expired'])(
    'counts %s against the ratio',
    (outcome) => {
      const copies = [copy(outcome, 'v1-other'), ...times(9, copy('succeeded'))];
      expect(judge(copies, { maxFailureRatio: 0.1 })).toEqual({ kind: 'go-on' });
      expect(judge(copies, { maxFailureRatio: 0.09 })).toMatchObject({ kind: 'stop' });
      expect(judge(copies)).toMatchObject({
        kind: 'stop',
        reason: '1 of 10 failed, and none may. One of them: PaymentDeclined: Card 4711 was declined.',
      });
    },
  );

  it('stops before all is known when too many have failed already', () => {
    const copies = [...times(3, copy('deadAgain', 'v1-other')), ...times(7, copy('pending'))];
    expect(judge(copies, { maxFailureRatio: 0.2 })).toMatchObject({ kind: 'stop' });
    expect(judge(copies, { maxFailureRatio: 0.3 })).toEqual({ kind: 'wait' });
  });

  it('counts messages that could not even be moved', () => {
    expect(judge(times(3, copy('succeeded')), { failures: 1 })).toEqual({
      kind: 'stop',
      reason: '1 of 4 failed, and none may. One of them: It could not be moved.',
    });
    expect(judge(times(3, copy('succeeded')), { failures: 1, maxFailureRatio: 0.25 })).toEqual({
      kind: 'go-on',
    });
  });

  it('counts outcomes', () => {
    const copies = [copy('succeeded'), copy('succeeded'), copy('unknown')];
    expect(countOutcomes(copies)).toMatchObject({ succeeded: 2, unknown: 1, pending: 0 });
  });
});
