import type { RedrivePlan } from '#lib/redrive/types';

/** A plan without a doubt: counted, to one queue, never redriven before. */
export function redrivePlan(part: Partial<RedrivePlan> = {}): RedrivePlan {
  const { selected = 312 } = part;
  return {
    action: 'redrive',
    source: 'orders-dlq',
    file: null,
    selected,
    selectedIsExact: true,
    examined: selected,
    targets: [{ kind: 'queue', name: 'orders', messages: selected }],
    durationSeconds: 3,
    requests: 96,
    costUsd: 0.000_04,
    expiring: 0,
    firstExpiresAtMs: null,
    generations: [selected, 0, 0, 0, 0, 0],
    notes: [],
    ...part,
  };
}
