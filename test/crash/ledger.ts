/** What a client knows of one message that it tried to send. Its body is its name. */
interface Entry {
  sendAnswered: boolean;
  /** A delete was asked for and not answered, or answered when its handle may have been stale. */
  deleteUncertain: boolean;
  deleted: boolean;
  /** The moment when `deleted` was known. */
  deletedAt: number;
  /** For a FIFO queue: the group, and the place in it. */
  group: string | undefined;
  place: number;
}

/** A message as a receive showed it. */
export interface Seen {
  body: string;
  messageId: string;
  receiveCount: number;
  /** The attribute that was sent with it. */
  attribute: string | undefined;
}

/** Everything that was acknowledged, everything that may have happened, and what was seen that cannot be. */
export interface Ledger {
  sending(body: string, fifo?: { group: string; place: number }): void;
  sent(body: string): void;
  deleting(body: string): void;
  /** `certain`: the handle was current, so the message is gone for good. */
  deleted(body: string, certain: boolean): void;
  /**
   * The moment at which a receive is asked for. Answers overtake one another on their way, so only what was known by then
   * counts against what it brings.
   */
  moment(): number;
  /** One answer of a receive asked for at that moment, in its order. */
  received(messages: readonly Seen[], askedAt: number): void;
  /** How many messages there may be now. */
  bounds(): { atLeast: number; atMost: number };
  /** `drained`: everything that was there, each message as often as it came. */
  checkDrained(drained: readonly string[]): void;
  readonly violations: string[];
  readonly counts: { sent: number; unansweredSends: number; deleted: number };
}

/** The attribute every message carries, made from its body so that it can be checked without being remembered. */
export function attributeOf(body: string): string {
  return `attribute of ${body}`;
}

export function createLedger(): Ledger {
  const entries = new Map<string, Entry>();
  const byGroup = new Map<string, string[]>();
  const highestCount = new Map<string, { count: number; seenAt: number }>();
  const violations: string[] = [];
  let moment = 0;

  const mayBeGone = (entry: Entry) => entry.deleted || entry.deleteUncertain || !entry.sendAnswered;
  const find = (body: string): Entry => {
    const entry = entries.get(body);
    if (!entry) throw new TypeError(`${body} was never sent`);
    return entry;
  };

  const report = (body: string, complaint: string) => violations.push(`${body.slice(0, 40)} ${complaint}`);

  const checkSeen = ({ body, messageId, receiveCount, attribute }: Seen, askedAt: number) => {
    const entry = entries.get(body);
    if (!entry) {
      report(body, 'came from nowhere');
      return;
    }
    if (entry.deleted && entry.deletedAt < askedAt) report(body, 'came back after its delete was confirmed');
    if (attribute !== attributeOf(body)) report(body, `came with the attribute ${attribute}`);
    const before = highestCount.get(messageId);
    if (before && receiveCount <= before.count && before.seenAt < askedAt) {
      report(body, `was received ${before.count} times, then ${receiveCount}`);
    }
    if (receiveCount > (before?.count ?? 0)) {
      highestCount.set(messageId, { count: receiveCount, seenAt: (moment += 1) });
    }
  };

  /** Whatever stands before a message in its group is gone, or came just before it in the same answer. */
  const checkOrder = (messages: readonly Seen[]) => {
    const inAnswer = new Set<string>();
    for (const { body } of messages) {
      const entry = entries.get(body);
      if (entry?.group !== undefined) {
        for (const earlier of (byGroup.get(entry.group) ?? []).slice(0, entry.place)) {
          const before = entries.get(earlier);
          if (before && !mayBeGone(before) && !inAnswer.has(earlier)) {
            report(body, `overtook ${earlier.slice(0, 40)}`);
          }
        }
      }
      inAnswer.add(body);
    }
  };

  const all = () => [...entries.values()];
  return {
    violations,
    get counts() {
      const sent = all().filter(({ sendAnswered }) => sendAnswered).length;
      return {
        sent,
        unansweredSends: entries.size - sent,
        deleted: all().filter(({ deleted }) => deleted).length,
      };
    },
    sending(body, fifo) {
      if (entries.has(body)) return;
      const entry = { sendAnswered: false, deleteUncertain: false, deleted: false, deletedAt: 0 };
      entries.set(body, { ...entry, group: fifo?.group, place: fifo?.place ?? 0 });
      if (!fifo) return;
      const group = byGroup.get(fifo.group) ?? [];
      byGroup.set(fifo.group, group);
      group[fifo.place] = body;
    },
    sent: (body) => void (find(body).sendAnswered = true),
    deleting: (body) => void (find(body).deleteUncertain = true),
    deleted(body, certain) {
      if (!certain) return;
      const entry = find(body);
      entry.deleted = true;
      entry.deletedAt = moment += 1;
    },
    moment: () => (moment += 1),
    received(messages, askedAt) {
      for (const message of messages) checkSeen(message, askedAt);
      checkOrder(messages);
    },
    bounds() {
      const atMost = all().filter(({ deleted }) => !deleted).length;
      return { atMost, atLeast: all().filter((entry) => !mayBeGone(entry)).length };
    },
    checkDrained(drained) {
      const times = new Map<string, number>();
      for (const body of drained) times.set(body, (times.get(body) ?? 0) + 1);
      for (const [body, count] of times) {
        if (count > 1) report(body, `was there ${count} times`);
      }
      for (const [body, entry] of entries) {
        if (!times.has(body) && !mayBeGone(entry)) report(body, 'is lost');
        entries.delete(body);
      }
    },
  };
}
