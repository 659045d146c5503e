import * as fc from 'fast-check';
import type { Place } from './model.ts';

/** One thing that happens. `pick` chooses among what there is, modulo. */
export type Step =
  | { kind: 'send'; count: number; group: number; delaySeconds: number }
  | { kind: 'receive'; place: Place; max: number; hideSeconds: number }
  | { kind: 'delete'; pick: number; times: number }
  | { kind: 'deleteExpired'; pick: number }
  | { kind: 'changeVisibility'; pick: number; seconds: number }
  | { kind: 'purge'; place: Place }
  | { kind: 'redrive'; perSecond: number | undefined; crashes: boolean }
  | { kind: 'pass'; seconds: number }
  | { kind: 'crash'; awaySeconds: number };

const place = fc.constantFrom<Place>('source', 'source', 'deadLetters');
const pick = fc.nat(200);
const kind = <Kind extends Step['kind']>(name: Kind) => fc.constant(name);

/** Any step; sends and receives are the most frequent, a purge is rare. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: kind('send'),
      count: fc.integer({ min: 1, max: 12 }),
      group: fc.nat(2),
      delaySeconds: fc.constantFrom(0, 0, 0, 5),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: kind('receive'),
      place,
      max: fc.integer({ min: 1, max: 10 }),
      hideSeconds: fc.constantFrom(0, 0, 1, 5, 30),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('delete'), pick, times: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('deleteExpired'), pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('changeVisibility'), pick, seconds: fc.constantFrom(0, 3, 20) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('purge'), place }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('redrive'),
      perSecond: fc.constantFrom(undefined, 500, 3),
      crashes: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: kind('pass'), seconds: fc.constantFrom(1, 2, 6, 31) }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('crash'), awaySeconds: fc.constantFrom(0, 0, 4, 40) }) },
);
