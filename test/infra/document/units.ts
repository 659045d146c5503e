const UNITS = [
  ['days', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** Seconds in the largest unit that divides them: `14 days`, `15 min`, `30 s`. */
export function inTime(seconds: unknown): string {
  const value = Number(seconds);
  const [unit, size] =
    UNITS.find(([, size]) => value >= 2 * size && value % size === 0) ?? (['s', 1] as const);
  return `${value / size} ${unit}`;
}

/** Bytes as KiB. */
export function inBytes(bytes: unknown): string {
  return `${Number(bytes) / 1024} KiB`;
}
