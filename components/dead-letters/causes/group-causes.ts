import type { ScannedMessage } from '#lib/messages/types';

import { causeOf, NO_CAUSE, type Lookup } from './lookup.ts';

/** Messages that were read and whose latest failure has one fingerprint. */
export interface CauseGroup {
  fingerprint: string;
  errorName: string;
  /** Of the newest of them. */
  message: string;
  count: number;
  /** Of their latest failures, not of earlier attempts. */
  firstSeenAtMs: number;
  lastSeenAtMs: number;
}

/** Every message is counted once: in a group, in `none` or in `unknown`. */
export interface CauseGroups {
  /** The largest first, the more recent first among equals. */
  groups: CauseGroup[];
  /** Messages without a recorded failure. */
  none: number;
  /** Messages of which that is not known, or not yet. */
  unknown: number;
}

/** Groups messages by what their latest attempt failed of. */
export function groupCauses(messages: readonly ScannedMessage[], lookup: Lookup): CauseGroups {
  const groups = new Map<string, CauseGroup>();
  let none = 0;
  let unknown = 0;
  for (const { messageId } of messages) {
    const cause = causeOf(messageId, lookup);
    const attempt = lookup.latest.get(messageId);
    if (cause === null) unknown += 1;
    else if (cause === NO_CAUSE || !attempt?.error) none += 1;
    else addTo(groups, cause, attempt.error, attempt.startedAtMs);
  }
  const ordered = [...groups.values()].toSorted(
    (a, b) =>
      b.count - a.count || b.lastSeenAtMs - a.lastSeenAtMs || (a.fingerprint < b.fingerprint ? -1 : 1),
  );
  return { groups: ordered, none, unknown };
}

function addTo(
  groups: Map<string, CauseGroup>,
  fingerprint: string,
  { name, message }: { name: string; message: string },
  atMs: number,
): void {
  const group = groups.get(fingerprint);
  if (!group) {
    const seen = { firstSeenAtMs: atMs, lastSeenAtMs: atMs };
    groups.set(fingerprint, { fingerprint, errorName: name, message, count: 1, ...seen });
    return;
  }
  group.count += 1;
  group.firstSeenAtMs = Math.min(group.firstSeenAtMs, atMs);
  if (atMs > group.lastSeenAtMs) Object.assign(group, { lastSeenAtMs: atMs, errorName: name, message });
}
