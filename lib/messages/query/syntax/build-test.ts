import { FACTS, type FactKind } from '../fields/facts.ts';
import { readDuration, readFromNow, readNumber, readSize } from '../fields/literals.ts';
import { readIsoTime } from '../fields/iso-time.ts';
import type { Field, Order, ValueTest } from '../types.ts';
import type { Operator } from './operators.ts';
import type { WrittenValue } from './scan-term.ts';

/** What a value must be, or a sentence that says what to write instead. */
export type BuiltTest = { test: ValueTest; isNot: boolean } | { problem: string };

/** Builds the test of `name operator value`; `name` is how the field was written. */
export function buildTest(field: Field, name: string, operator: Operator, value: WrittenValue): BuiltTest {
  if (value.text === '' && !value.isQuoted) return buildExists(name, operator, value);
  if (!value.isQuoted && value.text.includes('*')) {
    return {
      problem: 'A * stands only at the start or the end of a value. Quote the value to look for a *.',
    };
  }
  if ((value.openStart || value.openEnd) && !isEquality(operator)) {
    return { problem: `A * at the end of a value goes with ${name}: or ${name}=. Leave it out here.` };
  }
  const kind = field.kind === 'fact' ? FACTS[field.name].kind : 'any';
  return BUILDERS[kind](name, operator, value);
}

type Build = (name: string, operator: Operator, value: WrittenValue) => BuiltTest;

const BUILDERS: Readonly<Record<FactKind | 'any', Build>> = {
  any: (_name, operator, value) => {
    if (isOrder(operator)) return { test: orderedTest(operator, value), isNot: false };
    return equality(operator, withOtherReadings(textTest(operator, value, 'whole'), operator, value));
  },
  text: (name, operator, value) =>
    isOrder(operator)
      ? { problem: `${name} is text. Write ${name}:value, ${name}!=value or ${name}~part.` }
      : equality(operator, textTest(operator, value, 'whole')),
  prose: (name, operator, value) =>
    isOrder(operator)
      ? { problem: `${name} is text. Write ${name}:part or ${name}="the whole text".` }
      : equality(operator, textTest(operator, value, 'anywhere')),
  number: (name, operator, value) =>
    buildNumber(operator, value, readNumber, `${name} is a number. Write ${name}:3 or ${name}>3.`),
  size: (name, operator, value) =>
    buildNumber(
      operator,
      value,
      readSize,
      `${name} is in bytes. Write ${name}>300, ${name}>10k or ${name}>1M.`,
    ),
  age: (name, operator, value) =>
    isOrder(operator)
      ? buildNumber(
          operator,
          value,
          readDuration,
          `Give ${name} a unit: ${name}>90s, ${name}>2h or ${name}>1d12h.`,
        )
      : { problem: `${name} is never exactly so long. Write ${name}>2h or ${name}<2h.` },
  moment: buildMoment,
};

function isOrder(operator: Operator): operator is Order {
  return operator === '>' || operator === '>=' || operator === '<' || operator === '<=';
}

function isEquality(operator: Operator): boolean {
  return operator === ':' || operator === '=' || operator === '!=';
}

function equality(operator: Operator, test: ValueTest): BuiltTest {
  return { test, isNot: operator === '!=' };
}

function buildExists(name: string, operator: Operator, { openStart }: WrittenValue): BuiltTest {
  if (!openStart) return { problem: `Write a value behind ${name}${operator}, or ${name}:* for any.` };
  if (operator === '!=') return { problem: `Write NOT ${name}:* for messages without it.` };
  if (!isEquality(operator)) return { problem: `Write ${name}:* for messages that have it.` };
  return { test: { kind: 'exists' }, isNot: false };
}

function textTest(
  operator: Operator,
  { text, openStart, openEnd }: WrittenValue,
  usually: 'whole' | 'anywhere',
): ValueTest {
  const caseMatters = operator === '=' || operator === '!=';
  return { kind: 'text', text, at: placeOf(), caseMatters };

  function placeOf() {
    if (operator === '~' || (openStart && openEnd)) return 'anywhere';
    if (openEnd) return 'start';
    if (openStart) return 'end';
    return operator === ':' ? usually : 'whole';
  }
}

function orderedTest(order: Order, { text, isQuoted }: WrittenValue): ValueTest {
  const number = isQuoted ? null : readNumber(text);
  if (number !== null) return { kind: 'number', order, number, digits: null };
  const span = isQuoted ? null : readIsoTime(text);
  return span ? { kind: 'time', order, ...span } : { kind: 'text-order', order, text };
}

/** A value without quotes may also be a number or a time. */
function withOtherReadings(test: ValueTest, operator: Operator, value: WrittenValue): ValueTest {
  const { text, isQuoted, openStart, openEnd } = value;
  if (isQuoted || openStart || openEnd || operator === '~') return test;
  const number = readNumber(text);
  if (number !== null) return { kind: 'either', asText: test, asOther: numberTest(number, text) };
  const span = readIsoTime(text);
  return span ? { kind: 'either', asText: test, asOther: { kind: 'time', order: 'is', ...span } } : test;
}

function numberTest(number: number, written: string): ValueTest {
  const isTooLong = Number.isInteger(number) && !Number.isSafeInteger(number) && /^\d+$/.test(written);
  return { kind: 'number', order: 'is', number, digits: isTooLong ? written : null };
}

function buildNumber(
  operator: Operator,
  { text, openStart, openEnd }: WrittenValue,
  read: (text: string) => number | null,
  problem: string,
): BuiltTest {
  const number = openStart || openEnd || operator === '~' ? null : read(text);
  if (number === null) return { problem };
  const order = isOrder(operator) ? operator : 'is';
  return equality(operator, { kind: 'number', order, number, digits: null });
}

function buildMoment(
  name: string,
  operator: Operator,
  { text, openStart, openEnd }: WrittenValue,
): BuiltTest {
  const problem =
    name === 'expires'
      ? `Write ${name}<6h for the next six hours, or a time: ${name}<2026-11-20T10:00Z.`
      : `Write a time (${name}>=2026-11-20, ${name}<2026-11-20T10:00Z), or age>2h for how long ago.`;
  if (openStart || openEnd || operator === '~') return { problem };
  const span = readIsoTime(text);
  if (span) return equality(operator, { kind: 'time', order: isOrder(operator) ? operator : 'is', ...span });
  const offsetMs = readFromNow(text) ?? (name === 'expires' ? readDuration(text) : null);
  if (offsetMs === null || !isOrder(operator)) return { problem };
  return { test: { kind: 'from-now', order: operator, offsetMs }, isNot: false };
}
