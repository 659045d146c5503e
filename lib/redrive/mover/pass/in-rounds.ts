import type { Outgoing } from '../copies/outgoing.ts';

/**
 * Copies in rounds of which none has two of one group: a later message of a group goes only after the earlier one is confirmed, since a
 * batch may fail in part.
 */
export function inRounds(copies: readonly Outgoing[]): Outgoing[][] {
  const rounds: Outgoing[][] = [];
  const sizes = new Map<string | undefined, number>();
  for (const copy of copies) {
    const groupId = copy.entry.MessageGroupId;
    const round = sizes.get(groupId) ?? 0;
    sizes.set(groupId, round + 1);
    (rounds[round] ??= []).push(copy);
  }
  return rounds;
}
