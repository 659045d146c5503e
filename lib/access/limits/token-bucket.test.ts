import { describe, expect, it } from 'vitest';
import { createTokenBuckets } from './token-bucket.ts';

function buckets() {
  let now = 0;
  const { take } = createTokenBuckets({ clock: { nowMs: () => now }, perMinute: 60, burst: 3 });
  return { take, pass: (ms: number) => (now += ms) };
}

describe('token buckets', () => {
  it('give the burst at once, then one as each comes in', () => {
    const { take, pass } = buckets();
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([true, true, true, false]);
    pass(999);
    expect(take('a')).toBe(false);
    pass(1);
    expect([take('a'), take('a')]).toEqual([true, false]);
  });

  it('never hold more than the burst', () => {
    const { take, pass } = buckets();
    take('a');
    pass(3_600_000);
    expect([take('a'), take('a'), take('a'), take('a')]).toEqual([true, true, true, false]);
  });

  it('keep people apart, also when there are very many', () => {
    const { take } = buckets();
    for (let use = 0; use < 3; use += 1) take('a');
    for (let person = 0; person < 3000; person += 1) take(`p${person}`);
    expect(take('a')).toBe(false);
    expect(take('b')).toBe(true);
  });
});
