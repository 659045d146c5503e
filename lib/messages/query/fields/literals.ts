const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,4})?$/i;
const SIZE = /^(\d+(?:\.\d+)?)([km]?)(?:i?b)?$/i;
const DURATION = /^(?:\d+(?:\.\d+)?[smhd])+$/;
const DURATION_PART = /(\d+(?:\.\d+)?)([smhd])/g;

const BYTES: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 * 1024 };
const MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A number as it is written in decimal; null for anything else. */
export function readNumber(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}

/** Bytes of `300`, `10k` and `1.5M`; null for anything else. */
export function readSize(text: string): number | null {
  const [, amount, unit = ''] = SIZE.exec(text) ?? [];
  return amount === undefined ? null : Number(amount) * (BYTES[unit.toLowerCase()] ?? 1);
}

/** Milliseconds of `90s`, `2h` and `1d12h`; null for anything else. */
export function readDuration(text: string): number | null {
  if (!DURATION.test(text)) return null;
  let total = 0;
  for (const [, amount, unit = ''] of text.matchAll(DURATION_PART)) total += Number(amount) * (MS[unit] ?? 0);
  return total;
}

/** Milliseconds from now of `in 2h`, `in2h` and, negative, of `2h ago`; null for anything else. */
export function readFromNow(text: string): number | null {
  if (text === 'now') return 0;
  if (text.startsWith('in')) return readDuration(text.slice(2).trimStart());
  const ago = text.endsWith('ago') ? readDuration(text.slice(0, -3).trimEnd()) : null;
  return ago === null ? null : -ago;
}
