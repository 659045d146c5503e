import { readIsoTime } from '../fields/iso-time.ts';
import { readNumber } from '../fields/literals.ts';
import type { Order, ValueTest } from '../types.ts';
import { textMatcher } from './text-matcher.ts';
import type { VisitValue } from './walk-path.ts';

/** Prepares a test of single values: whether one passes. Times are ISO texts, and with `numbersAreTimes` milliseconds, too. */
export function createTest(test: ValueTest, nowMs: number, numbersAreTimes: boolean): VisitValue {
  switch (test.kind) {
    case 'exists':
      return () => true;
    case 'text': {
      const matches = textMatcher(test);
      return (value) => matches(typeof value === 'string' ? value : String(value));
    }
    case 'text-order': {
      const { order, text } = test;
      return (value) => {
        const own = String(value);
        return own === text ? order === '>=' || order === '<=' : own < text === order.startsWith('<');
      };
    }
    case 'number':
      return numberTest(test);
    case 'time':
      return timeTest(test, numbersAreTimes);
    case 'from-now': {
      const { order, offsetMs } = test;
      return (value) => typeof value === 'number' && compare(order, value, nowMs + offsetMs);
    }
    default: {
      const asText = createTest(test.asText, nowMs, numbersAreTimes);
      const asOther = createTest(test.asOther, nowMs, numbersAreTimes);
      // The text of a number that is too long for JavaScript is that of others, too.
      const isNumber = test.asOther.kind === 'number';
      return (value, bodyText) =>
        asOther(value, bodyText) || (!(isNumber && typeof value === 'number') && asText(value, bodyText));
    }
  }
}

function compare(order: Order, left: number, right: number): boolean {
  if (order === '>') return left > right;
  if (order === '>=') return left >= right;
  return order === '<' ? left < right : left <= right;
}

/** Text that reads as a number is ordered as one; it is only equal to the same text, so `007` is not 7. */
function numberTest({ order, number, digits }: Extract<ValueTest, { kind: 'number' }>): VisitValue {
  if (order === 'is') {
    return (value, bodyText) => value === number && (digits === null || bodyText.includes(digits));
  }
  return (value) => {
    const own = typeof value === 'string' ? readNumber(value) : value;
    return typeof own === 'number' && compare(order, own, number);
  };
}

function timeTest(
  { order, fromMs, toMs }: Extract<ValueTest, { kind: 'time' }>,
  numbersAreTimes: boolean,
): VisitValue {
  return (value) => {
    const atMs = typeof value === 'string' ? readIsoTime(value)?.fromMs : numbersAreTimes && value;
    if (typeof atMs !== 'number') return false;
    if (order === 'is') return atMs >= fromMs && atMs < toMs;
    if (order === '>') return atMs >= toMs;
    if (order === '<=') return atMs < toMs;
    return compare(order, atMs, fromMs);
  };
}
