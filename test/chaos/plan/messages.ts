import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { Random } from '#test/factories/random';
import type { Content } from '../judge/evidence.ts';

/** A message as it is put into a queue before a round. */
export interface ChaosMessage extends Content {
  /** Part of its body, whatever is edited: by it a copy is known. */
  key: string;
  groupId: string | null;
  /** For selections by query and by cause. */
  isPicked: boolean;
}

export const PICKED = 'pick-yes';
const NOT_PICKED = 'pick-no';

const KEY = /chaos-\d+-/;

/** The key in a body; null for one that no round has made. */
export function keyOf(body: string): string | null {
  return KEY.exec(body)?.[0] ?? null;
}

/** Whether a body was made as JSON; the scraps of others may look like it. */
export function isJson(body: string): boolean {
  return body.startsWith('{"text":');
}

/** All that XML 1.0 allows and that likes to go wrong on its way. */
const SCRAPS = [
  'plain text',
  'ünïcödé — ✓',
  '\t\r\n  ',
  '日本語テキスト',
  'مرحبا بالعالم',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u{10FFFD}\u{1F4A9}',
  '\uE000\uFFFD\uFEFF',
  '\u2028\u2029\u0085',
  'e\u0301\u0323 \u200B\u202E',
  '</Message>&amp;<![CDATA[ ]]>',
  '{"broken": ',
  '"quoted" \\ \\u0041 %41 +',
  '$(rm -rf) `x` ${y} #{z}',
] as const;

const TYPES = ['String', 'Number', 'Binary', 'String.json', 'Number.int', 'Binary.gzip'] as const;
/** Of one message in about a hundred. */
const LARGE_CHARACTERS = 200_000;

/** `count` messages in the order they are sent; `groups`: 0 for none. */
export function createMessages(
  random: Random,
  { count, groups }: { count: number; groups: number },
): ChaosMessage[] {
  return Array.from({ length: count }, (_, index) => {
    const key = `chaos-${index}-`;
    const isPicked = random.next() < 0.7;
    return {
      key,
      isPicked,
      body: createBody(random, `${key} ${isPicked ? PICKED : NOT_PICKED}`),
      attributes: createAttributes(random),
      traceHeader:
        random.next() < 0.3 ? `Root=1-5f84c7a1-${hex(random, 24)};Parent=${hex(random, 16)};Sampled=1` : null,
      groupId: groups === 0 ? null : `group-${random.below(groups)}`,
    };
  });
}

function createBody(random: Random, mark: string): string {
  const text = Array.from({ length: random.below(8) }, () => random.pick(SCRAPS)).join(' ');
  const length = random.next() < 0.01 ? random.below(LARGE_CHARACTERS) : random.below(40);
  const filler = random.pick(['x', '— ', '語', '👍']).repeat(Math.ceil(length / 4));
  if (random.next() < 0.4) return `${text} ${mark} ${filler}`;
  return JSON.stringify({
    text,
    mark,
    filler,
    patch: { kept: random.below(10), gone: true },
    list: [1, { a: null }],
  });
}

function createAttributes(random: Random): Record<string, MessageAttributeValue> {
  const count = random.next() < 0.2 ? 10 : random.below(10);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${random.pick(['a', 'Tenant', 'x-y.z_'])}${index}`,
      createAttribute(random),
    ]),
  );
}

function createAttribute(random: Random): MessageAttributeValue {
  const DataType = random.pick(TYPES);
  if (DataType.startsWith('Binary')) {
    return {
      DataType,
      BinaryValue: Uint8Array.from({ length: 1 + random.below(40) }, () => random.below(256)),
    };
  }
  if (DataType.startsWith('Number')) {
    return { DataType, StringValue: random.pick(['0', '-7', '3.14', '1e10', '12345678901234567890', '007']) };
  }
  return { DataType, StringValue: `${random.pick(SCRAPS)}.` };
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.below(16).toString(16)).join('');
}
