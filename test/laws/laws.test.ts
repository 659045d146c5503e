import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyStep } from './steps.ts';
import { startTrial, type TrialCounts } from './trial.ts';

/** `REDRIVE_LAWS_SEED` and `REDRIVE_LAWS_RUNS` make another or a longer run. */
const seed = Number(process.env['REDRIVE_LAWS_SEED'] ?? 20_261_124);
const numRuns = Number(process.env['REDRIVE_LAWS_RUNS'] ?? 30);

describe.each([
  { type: 'standard', fifo: false },
  { type: 'FIFO', fifo: true },
])('a $type queue and its dead-letter queue', ({ fifo }) => {
  it('keep the laws through any history, crashes included', { timeout: 600_000 }, async () => {
    const counts: TrialCounts = {
      send: 0,
      receive: 0,
      delete: 0,
      deleteExpired: 0,
      changeVisibility: 0,
      purge: 0,
      redrive: 0,
      pass: 0,
      crash: 0,
      deadLetters: 0,
      redriven: 0,
    };
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
        await using trial = await startTrial(fifo, counts);
        for (const step of steps) expect(await trial.take(step)).toEqual([]);
        expect(await trial.drain()).toEqual([]);
      }),
      { numRuns, seed },
    );
    // Every kind of step must have happened, and messages must have died and come back, or nothing was proved.
    expect(Math.min(...Object.values(counts))).toBeGreaterThanOrEqual(numRuns / 4);
  });
});
