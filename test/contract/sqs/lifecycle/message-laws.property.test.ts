import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting } from '../../support/only.ts';
import { type Step, startTrial } from '../../support/message-trial.ts';

const contract = contractEndpoint();

const HOUR_MS = 3_600_000;
const longTrials = lasting(HOUR_MS);
const place = fc.constantFrom('source' as const, 'deadLetters' as const);
const pick = fc.nat(50);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('send' as const), delaySeconds: fc.constantFrom(0, 0, 0, 5) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('receive' as const),
      place,
      max: fc.integer({ min: 1, max: 10 }),
      visibilitySeconds: fc.constantFrom(0, 1, 5, 30),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('changeVisibility' as const),
      pick,
      seconds: fc.constantFrom(0, 3, 20),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 12 }) }),
  },
);

describe.runIf(longTrials.holds)(
  `any interleaving of sends, receives, deletes and time${longTrials.unless}`,
  () => {
    it.each([1, 3])('keeps the laws of messages, maxReceiveCount %i', async (maxReceiveCount) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          const trial = await startTrial(contract, maxReceiveCount);
          for (const next of steps) expect(await trial.take(next)).toEqual([]);
          expect(await trial.drain()).toEqual([]);
        }),
        { numRuns: 40 },
      );
    });
  },
);
