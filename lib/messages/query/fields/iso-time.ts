const DAY_MS = 86_400_000;
const MAX_CHARACTERS = 40;
const ZERO = 48;
const REST = /^(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:Z|([+-]\d\d)(?::?(\d\d))?)?$/i;

/** What an ISO 8601 time stands for: from, and up to and without, these milliseconds. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

/**
 * `2026-11-20` is the whole day, `2026-11-20T10:15` the whole minute; UTC where no zone is given. Null for anything else. The
 * commonest form, `2026-11-20T10:15:00.000Z`, is read without a pattern: bodies are full of it.
 */
export function readIsoTime(text: string): TimeSpan | null {
  if (text.length < 10 || text.length > MAX_CHARACTERS || text[4] !== '-' || text[7] !== '-') return null;
  const dayMs = readDay(text);
  if (Number.isNaN(dayMs)) return null;
  if (text.length === 10) return { fromMs: dayMs, toMs: dayMs + DAY_MS };
  const minuteMs = dayMs + readMinute(text);
  if (Number.isNaN(minuteMs)) return null;
  if (text.length === 24 && text[23] === 'Z' && text[16] === ':' && text[19] === '.') {
    const fromMs = minuteMs + upTo(59, digits(text, 17, 2)) * 1000 + digits(text, 20, 3);
    return Number.isNaN(fromMs) ? null : { fromMs, toMs: fromMs + 1 };
  }
  return readRest(text, minuteMs);
}

function readDay(text: string): number {
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const ms = Date.UTC(digits(text, 0, 4), month - 1, day);
  const isReal = month >= 1 && month <= 12 && day >= 1 && (day <= 28 || new Date(ms).getUTCDate() === day);
  return isReal ? ms : Number.NaN;
}

function readMinute(text: string): number {
  const separator = text[10];
  if ((separator !== 'T' && separator !== 't' && separator !== ' ') || text[13] !== ':') return Number.NaN;
  return (upTo(23, digits(text, 11, 2)) * 60 + upTo(59, digits(text, 14, 2))) * 60_000;
}

function readRest(text: string, minuteMs: number): TimeSpan | null {
  const match = REST.exec(text.slice(16));
  if (!match) return null;
  const [, second, fraction, zoneHours = '+00', zoneMinutes = '0'] = match;
  const sign = zoneHours.startsWith('-') ? -1 : 1;
  const zoneMs = (Number(zoneHours) * 60 + sign * Number(zoneMinutes)) * 60_000;
  const fractionMs = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  const fromMs = minuteMs + upTo(59, Number(second ?? 0)) * 1000 + fractionMs - zoneMs;
  if (Number.isNaN(fromMs)) return null;
  if (second === undefined) return { fromMs, toMs: fromMs + 60_000 };
  return { fromMs, toMs: fromMs + (fraction === undefined ? 1000 : 1) };
}

/** NaN where one of them is no digit. */
function digits(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

function upTo(max: number, number: number): number {
  return number <= max ? number : Number.NaN;
}
