import { createRandom, type Random } from '#test/factories/random';
import type { RunOptions } from '#lib/redrive/mover/run';
import type { JobControl } from '#lib/redrive/jobs/control-job';
import type { EditRules } from '#lib/redrive/types';
import { FAULTS, type FaultKind } from '../proxy/faults.ts';
import {
  DELETE_POINTS,
  FRAME_POINTS,
  type Kill,
  type KillPoint,
  ORDER_POINTS,
  RESTORE_POINTS,
} from './kill-points.ts';
import { createMessages, type ChaosMessage } from './messages.ts';

export type ChaosAction = 'redrive' | 'delete' | 'restore';

/** All that chance decides about a round. How the processes interleave is not in it. */
export interface RoundPlan {
  seed: number;
  isFifo: boolean;
  action: ChaosAction;
  messages: ChaosMessage[];
  /** Put straight into the dead-letter queue and moved to a queue that is named; otherwise they die, and go back. */
  hasTarget: boolean;
  selection: 'all' | 'ids' | 'query' | 'fingerprint';
  edit: EditRules | null;
  ratePerSecond: number | null;
  stages: number[] | null;
  options: Partial<RunOptions>;
  /** 0..1, of every request. */
  faultRate: number;
  /** As likely as each other. */
  faultKinds: readonly [FaultKind, ...FaultKind[]];
  /** One after another, each of a mover that goes on with the job. */
  kills: Kill[];
  controls: { atRequest: number; control: JobControl }[];
  /** A second job, without faults, moves what is left; `resend`: also what may have been sent. */
  followUp: { resend: boolean } | null;
}

/** The plan of a round: the same for the same seed. */
export function createPlan(seed: number): RoundPlan {
  const random = createRandom(Math.imul(seed, 0x9e37_79b1));
  // Seeds in a row share out what matters most.
  const isFifo = seed % 5 < 2;
  const action: ChaosAction = seed % 10 === 4 ? 'delete' : seed % 10 === 9 ? 'restore' : 'redrive';
  const isRedrive = action === 'redrive';
  const count = 40 + random.below(isFifo ? 50 : 80);
  const isShort = isRedrive && random.next() < 0.15;
  return {
    seed,
    isFifo,
    action,
    messages: createMessages(random, { count, groups: isFifo ? 2 + random.below(4) : 0 }),
    hasTarget: isRedrive && random.next() < 0.5,
    selection: isRedrive ? pickSelection(random) : 'all',
    edit: isRedrive && random.next() < 0.2 ? pickEdit(random, isFifo) : null,
    ratePerSecond: random.next() < 0.15 ? 40 + random.below(200) : null,
    stages: isShort ? [1, 5] : null,
    options: {
      connections: isFifo ? 1 + random.below(4) : 1,
      holdSeconds: 5,
      minHoldMs: isFifo ? 2000 : 1000,
      leaseMs: 3000,
      saveEveryMs: 300,
      watchEveryMs: 50,
      watchForMs: 100,
    },
    faultRate: random.pick([0, 0.03, 0.06, 0.12]),
    faultKinds: random.next() < 0.6 ? FAULTS : [random.pick(FAULTS), random.pick(FAULTS)],
    kills: pickKills(random, seed, action, isFifo),
    controls: pickControls(random),
    followUp: random.next() < 0.5 ? { resend: random.next() < 0.2 } : null,
  };
}

function pickSelection(random: Random): RoundPlan['selection'] {
  return random.pick(['all', 'all', 'all', 'ids', 'ids', 'query', 'fingerprint']);
}

/** A patch cannot be made to a body that is no JSON, and in a FIFO queue most of the others are behind such a one. */
function pickEdit(random: Random, isFifo: boolean): EditRules {
  const setAttributes = { 'set-by-the-desk': { DataType: 'String.custom', StringValue: 'ünïcödé ✓' } };
  const bodyPatch = { patch: { gone: null, added: ['✓'] }, fixed: true };
  const rules: [EditRules, EditRules, EditRules] = [
    { setAttributes },
    { bodyPatch },
    { bodyPatch, removeAttributes: ['a0', 'Tenant1'] },
  ];
  return isFifo && random.next() < 0.7 ? { setAttributes } : random.pick(rules);
}

/** Points of the order in turn, so that seeds in a row hit all of them alike; now and then another one. */
function pickKills(random: Random, seed: number, action: ChaosAction, isFifo: boolean): Kill[] {
  const points = POINTS[action];
  const first = Math.imul(seed, 7);
  return Array.from({ length: isFifo ? 20 : 10 }, (_, index) => {
    const chance = random.next();
    if (chance < 0.15)
      return { step: 'any', phase: random.pick(['before', 'after']), nth: 1 + random.below(40) };
    if (chance < 0.22) return { ...pickFrom(random, FRAME_POINTS), nth: 1 };
    const point = points[(first + index * 5) % points.length] ?? ORDER_POINTS[0];
    return { step: 'any', phase: 'before', ...point, nth: random.next() < 0.7 ? 1 : 2 };
  });
}

const POINTS: Record<ChaosAction, readonly KillPoint[]> = {
  redrive: ORDER_POINTS,
  delete: DELETE_POINTS,
  restore: RESTORE_POINTS,
};

function pickFrom(random: Random, points: readonly KillPoint[]): KillPoint {
  return points[random.below(points.length)] ?? { step: 'any', phase: 'before' };
}

function pickControls(random: Random): RoundPlan['controls'] {
  const chance = random.next();
  const atRequest = 20 + random.below(200);
  if (chance < 0.12) return [{ atRequest, control: 'cancel' }];
  if (chance > 0.4) return [];
  return [
    { atRequest, control: 'pause' },
    {
      atRequest: atRequest + 1 + random.below(20),
      control: random.pick(['pause', 'resume', 'cancel', 'pause']),
    },
  ];
}
