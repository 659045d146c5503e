/** A failed attempt as the index of the table has it. */
export interface Failure {
  fingerprint: string;
  messageId: string;
  startedAtMs: number;
  /** Where the whole attempt is. */
  key: { pk: string; sk: string };
}

/** Failures with one fingerprint. */
export interface FailureGroup {
  fingerprint: string;
  count: number;
  /** Distinct messages. */
  messages: number;
  firstSeenAtMs: number;
  lastSeenAtMs: number;
  trend: number[];
  newest: Failure;
}

/** A stretch of time in equal periods; the last one ends with it. */
export interface TrendWindow {
  fromMs: number;
  toMs: number;
  periodSeconds: number;
}

const MAX_PERIODS = 48;
/** Lengths that a person can name, in seconds. */
const PERIODS_SECONDS = [
  15, 30, 60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
] as const;

/** The last `minutes` in at most 48 periods. It begins early enough to hold a whole number of them. */
export function trendWindow(minutes: number, nowMs: number): TrendWindow {
  const seconds = minutes * 60;
  const periodSeconds = PERIODS_SECONDS.find((period) => seconds / period <= MAX_PERIODS) ?? 86_400;
  const periods = Math.ceil(seconds / periodSeconds);
  return { fromMs: nowMs - periods * periodSeconds * 1000, toMs: nowMs, periodSeconds };
}

/** Groups by fingerprint: most failures first, then the one seen last. The order of `failures` does not matter. */
export function groupFailures(failures: readonly Failure[], window: TrendWindow): FailureGroup[] {
  const { fromMs, toMs, periodSeconds } = window;
  const periods = Math.round((toMs - fromMs) / (periodSeconds * 1000));
  const groups = new Map<string, { group: FailureGroup; messageIds: Set<string> }>();
  for (const failure of failures) {
    const { fingerprint, messageId, startedAtMs } = failure;
    const known = groups.get(fingerprint) ?? { group: startGroup(failure, periods), messageIds: new Set() };
    groups.set(fingerprint, known);
    const { group, messageIds } = known;
    group.count += 1;
    group.messages = messageIds.add(messageId).size;
    group.firstSeenAtMs = Math.min(group.firstSeenAtMs, startedAtMs);
    group.lastSeenAtMs = Math.max(group.lastSeenAtMs, startedAtMs);
    if (isNewer(failure, group.newest)) group.newest = failure;
    const period = Math.floor((startedAtMs - fromMs) / (periodSeconds * 1000));
    const inWindow = Math.min(Math.max(period, 0), periods - 1);
    group.trend[inWindow] = (group.trend[inWindow] ?? 0) + 1;
  }
  return [...groups.values()]
    .map(({ group }) => group)
    .toSorted(
      (a, b) =>
        b.count - a.count || b.lastSeenAtMs - a.lastSeenAtMs || (a.fingerprint < b.fingerprint ? -1 : 1),
    );
}

function startGroup(failure: Failure, periods: number): FailureGroup {
  return {
    fingerprint: failure.fingerprint,
    count: 0,
    messages: 0,
    firstSeenAtMs: failure.startedAtMs,
    lastSeenAtMs: failure.startedAtMs,
    trend: Array.from({ length: periods }, () => 0),
    newest: failure,
  };
}

/** Among failures of one moment the key decides, so that the sample does not change from read to read. */
function isNewer(a: Failure, b: Failure): boolean {
  return a.startedAtMs === b.startedAtMs
    ? a.key.pk + a.key.sk > b.key.pk + b.key.sk
    : a.startedAtMs > b.startedAtMs;
}
