import { describe, expect, it } from 'vitest';
import { readBatchResponse } from './batch-response.ts';

const BATCH = new Set(['id-1', 'id-2', 'id-3']);
const read = (response: unknown) => readBatchResponse(JSON.stringify(response), BATCH);

describe('a batch response', () => {
  it.each([null, {}, { batchItemFailures: [] }, { batchItemFailures: null }, { other: ['id-1'] }])(
    '%j: all are done',
    (response) => {
      expect(read(response)).toEqual({ kind: 'all-done' });
    },
  );

  it('names the failed ones', () => {
    const response = { batchItemFailures: [{ itemIdentifier: 'id-3' }, { itemIdentifier: 'id-1' }] };
    expect(read(response)).toEqual({ kind: 'partly-done', failedIds: new Set(['id-1', 'id-3']) });
  });

  it.each([
    [[{ itemIdentifier: '' }]],
    [[{ itemIdentifier: null }]],
    [[{ itemIdentifier: 123 }]],
    [[{ foo: 'id-1' }]],
    [[{}]],
    [[null]],
    [['id-1']],
    [[{ itemIdentifier: 'id-1' }, { itemIdentifier: 'unknown' }]],
    ['id-1'],
    [{ itemIdentifier: 'id-1' }],
    [0],
  ])('with failures %j: none is done', (batchItemFailures) => {
    expect(read({ batchItemFailures })).toEqual({ kind: 'none-done' });
  });

  it.each(['ok', 42, true, ['id-1'], []])('%j is no batch response: none is done', (response) => {
    expect(read(response)).toEqual({ kind: 'none-done' });
  });
});
