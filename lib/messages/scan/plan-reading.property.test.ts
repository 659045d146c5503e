import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planReading } from './plan-reading.ts';

const depth = fc.record({
  visible: fc.nat(5_000_000),
  inFlight: fc.nat(120_000),
  delayed: fc.nat(1_000),
});
const asked = fc.record({ limit: fc.integer({ min: 1, max: 1_000_000 }), answerMs: fc.nat(10_000) });

describe('planReading', () => {
  it('hides messages for minutes at most, lasts longer than expected, and holds no more than is allowed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('standard' as const, 'fifo' as const),
        depth,
        asked,
        (type, counts, input) => {
          const plan = planReading({ type, depth: counts }, input);
          expect(plan.max).toBe(Math.min(input.limit, 100_000));
          expect(plan.messages).toBe(Math.min(plan.max, counts.visible));
          expect(plan.receivers).toBeGreaterThanOrEqual(1);
          expect(plan.receivers).toBeLessThanOrEqual(type === 'fifo' ? 1 : 16);
          expect(plan.visibilityTimeoutSeconds).toBeLessThanOrEqual(300);
          expect(plan.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(Math.min(plan.readSeconds + 30, 300));
          expect(Number.isInteger(plan.visibilityTimeoutSeconds)).toBe(true);
          expect(plan.maxDurationMs).toBeLessThanOrEqual(1_800_000);
          expect(plan.maxDurationMs).toBeGreaterThanOrEqual(
            Math.min(plan.readSeconds * 1000 + 60_000, 1_800_000),
          );
        },
      ),
    );
  });

  it('asks for no more receivers than there is to receive', () => {
    const plan = (visible: number, receivers?: number) =>
      planReading(
        { type: 'standard', depth: { visible, inFlight: 0, delayed: 0 } },
        { limit: 100_000, answerMs: 20, ...(receivers !== undefined && { receivers }) },
      ).receivers;
    expect([plan(0), plan(11), plan(1_000), plan(100_000, 32)]).toEqual([1, 2, 16, 32]);
  });
});
