import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_PX, measureGap, SHORTEST_PX, TIMEOUT_PX } from './gap.ts';

describe('measureGap', () => {
  it('draws one visibility timeout always as long', () => {
    expect(measureGap(30, 1, 30)).toMatchObject({ hiddenPx: TIMEOUT_PX, waitingPx: 0, pace: 'in-time' });
    expect(measureGap(2, 1, 2)).toMatchObject({ hiddenPx: TIMEOUT_PX, waitingPx: 0 });
    expect(measureGap(60, 2, 30)).toMatchObject({ hiddenPx: 2 * TIMEOUT_PX, waitingPx: 0, pace: 'in-time' });
  });

  it('tells hidden from waiting, and cuts what would take the page', () => {
    expect(measureGap(60, 1, 30)).toMatchObject({ hiddenPx: TIMEOUT_PX, waitingPx: TIMEOUT_PX, cut: false });
    expect(measureGap(86_400, 1, 30)).toMatchObject({
      hiddenPx: TIMEOUT_PX,
      waitingPx: LONGEST_PX - TIMEOUT_PX,
      cut: true,
      pace: 'late',
    });
  });

  it.each([
    [3, 1, 'early'],
    [29, 1, 'in-time'],
    [64, 1, 'in-time'],
    [66, 1, 'late'],
    [66, 2, 'in-time'],
    [30, 2, 'early'],
  ] as const)('%d s over %d timeouts of 30 s is %s', (seconds, timeouts, pace) => {
    expect(measureGap(seconds, timeouts, 30).pace).toBe(pace);
  });

  it.each([null, 0])('judges nothing against a timeout of %s', (timeout) => {
    expect(measureGap(500, 1, timeout)).toMatchObject({ waitingPx: SHORTEST_PX, cut: false, pace: null });
  });

  it('stays within its bounds, and is longer for longer', () => {
    const seconds = fc.double({ min: 0, max: 1e9, noNaN: true });
    const timeout = fc.integer({ min: 1, max: 43_200 });
    fc.assert(
      fc.property(
        seconds,
        seconds,
        fc.integer({ min: 1, max: 1000 }),
        timeout,
        (a, b, timeouts, timeoutSeconds) => {
          const height = (length: number) => {
            const { hiddenPx, waitingPx } = measureGap(length, timeouts, timeoutSeconds);
            expect(Math.min(hiddenPx, waitingPx)).toBeGreaterThanOrEqual(0);
            return hiddenPx + waitingPx;
          };
          const [short, long] = [height(Math.min(a, b)), height(Math.max(a, b))];
          expect(short).toBeGreaterThanOrEqual(SHORTEST_PX);
          expect(long).toBeLessThanOrEqual(LONGEST_PX);
          expect(short).toBeLessThanOrEqual(long);
        },
      ),
    );
  });
});
