import { describe, expect, it } from 'vitest';
import { MAX_BATCH_BYTES, packBatches } from './batches.ts';
import { messageSizeBytes } from './message-size.ts';

const sizes = (batches: { sizeBytes: number }[][]) => batches.map((batch) => batch.map((e) => e.sizeBytes));

describe('packBatches', () => {
  it('puts at most ten in a batch', () => {
    const entries = Array.from({ length: 21 }, (_, id) => ({ id, sizeBytes: 1 }));
    const batches = packBatches(entries);
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 1]);
    expect(batches.flat()).toEqual(entries);
  });

  it('puts at most 1 MiB in a batch, to the byte', () => {
    const half = MAX_BATCH_BYTES / 2;
    expect(sizes(packBatches([half, half, 1].map((sizeBytes) => ({ sizeBytes }))))).toEqual([
      [half, half],
      [1],
    ]);
    const pair = [half, half + 1].map((sizeBytes) => ({ sizeBytes }));
    expect(sizes(packBatches(pair))).toEqual([[half], [half + 1]]);
    expect(packBatches([])).toEqual([]);
  });
});

describe('messageSizeBytes', () => {
  it('counts UTF-8 bytes of body, names, types and values', () => {
    const attributes = {
      né: { DataType: 'String', StringValue: '✓' },
      b: { DataType: 'Binary', BinaryValue: Uint8Array.of(1, 2, 3) },
    };
    expect(messageSizeBytes('ü', {})).toBe(2);
    expect(messageSizeBytes('', attributes)).toBe(3 + 6 + 3 + (1 + 6 + 3));
  });
});
