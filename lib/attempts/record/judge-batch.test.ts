import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBatchResponse } from '#engine/lambda/polling/batch-response';
import { judgeBatch } from './judge-batch.ts';

const IDS = new Set(['a', 'b', 'c']);

function failedOf(response: unknown): string[] | 'all' {
  const verdict = judgeBatch({ kind: 'returned', response }, IDS);
  return verdict.kind === 'whole-batch' ? 'all' : [...verdict.failedIds];
}

describe('judgeBatch', () => {
  it.each([
    [undefined, []],
    [null, []],
    [{}, []],
    [{ batchItemFailures: null }, []],
    [{ batchItemFailures: [] }, []],
    [{ batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'b' }] }, ['b']],
    [{ batchItemFailures: [{ itemIdentifier: 'gone' }] }, 'all'],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }, 'all'],
    [{ batchItemFailures: [{ itemIdentifier: 7 }] }, 'all'],
    [{ batchItemFailures: [{ id: 'a' }] }, 'all'],
    [{ batchItemFailures: [null] }, 'all'],
    [{ batchItemFailures: 'a' }, 'all'],
    ['done', 'all'],
  ])('reads %j as AWS does', (response, failed) => {
    expect(failedOf(response)).toEqual(failed);
  });

  it('agrees with the engine about any answer', () => {
    const entry = fc.oneof(
      fc.record({ itemIdentifier: fc.constantFrom('a', 'b', 'c', 'd', '', 1, null) }),
      fc.jsonValue(),
    );
    const response = fc.oneof(fc.jsonValue(), fc.record({ batchItemFailures: fc.array(entry) }));
    fc.assert(
      fc.property(response, (answer) => {
        const engine = readBatchResponse(JSON.stringify(answer), IDS);
        const theirs =
          engine.kind === 'none-done' ? 'all' : engine.kind === 'all-done' ? [] : [...engine.failedIds];
        expect(failedOf(answer)).toEqual(theirs);
      }),
    );
  });

  it('fails everything that was in a batch that threw or ran out of time', () => {
    const reason = new RangeError('no');
    expect(judgeBatch({ kind: 'threw', value: reason }, IDS)).toEqual({ kind: 'whole-batch', reason });
    expect(judgeBatch({ kind: 'timed-out', timeoutSeconds: 3 }, IDS)).toMatchObject({
      kind: 'whole-batch',
      reason: { name: 'TimedOut', message: 'The function did not finish within its timeout of 3 s.' },
    });
  });
});
