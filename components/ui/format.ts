const COUNT = new Intl.NumberFormat('en-US');

/** `1,234`; a dash for what is not known, which is not zero. */
export function formatCount(count: number | null | undefined): string {
  return count == null ? '—' : COUNT.format(count);
}

/** `1 message`, `2 messages`. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/**
 * A part of a whole, of which there must be some: `3.4 %`, `42 %`. What is not nothing is never 0 %, and what is not all never 100 %.
 */
export function formatShare(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  if (part <= 0 || part >= whole || (percent >= 10 && percent < 99)) return `${Math.round(percent)} %`;
  return `${Math.min(Math.max(percent, 0.1), 99.9).toFixed(1)} %`;
}

const UNITS: readonly [seconds: number, unit: string][] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** The two largest units: `42 s`, `3 min 5 s`, `2 h`, `3 d 4 h`. Negative counts as zero. */
export function formatSeconds(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [size, unit] of UNITS) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount) parts.push(`${amount} ${unit}`);
    if (parts.length && (rest === 0 || parts.length === 2 || !amount)) break;
  }
  return parts.join(' ') || '0 s';
}

/** The largest unit only: `3 d`. */
export function formatAge(seconds: number): string {
  const [size, unit] = UNITS.find(([size]) => seconds >= size) ?? [1, 's'];
  return `${Math.max(0, Math.floor(seconds / size))} ${unit}`;
}

/** {@link formatAge} of what CloudWatch measures, once a minute: nothing shorter can be said. */
export function formatMinutes(seconds: number): string {
  return seconds < 60 ? 'under 1 min' : formatAge(seconds);
}

/** `0 ms`, `120 ms`, `1.2 s`, and from a minute on as {@link formatSeconds}. Negative counts as zero. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, Math.round(durationMs));
  if (ms < 1000) return `${ms} ms`;
  return ms < 59_950 ? `${Number((ms / 1000).toFixed(1))} s` : formatSeconds(ms / 1000);
}

/** `812 B`, `256 KiB`, `1 MiB`; at most one decimal. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [size, unit] = bytes < 1024 ** 2 ? [1024, 'KiB'] : [1024 ** 2, 'MiB'];
  return `${Number((bytes / size).toFixed(1))} ${unit}`;
}

/** Made once: a table of thousands of rows asks for many of them while it scrolls. */
const DATE = new Intl.DateTimeFormat('sv-SE');
const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium' });

/** Local date and time, `2026-11-23 14:03:10`. */
export function formatTime(epochMs: number): string {
  return `${DATE.format(epochMs)} ${CLOCK.format(epochMs)}`;
}

/** Local time of day, `14:03:10`. */
export function formatClock(epochMs: number): string {
  return CLOCK.format(epochMs);
}
