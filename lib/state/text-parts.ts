import type { Context } from '#lib/context';
import type { StateSubject } from './call-table.ts';
import { STATE_KEYS } from './keys.ts';
import { readPartition } from './read-partition.ts';
import { writeItems } from './write-items.ts';

/** Three bytes each at most in UTF-8, so that an item stays below DynamoDB's 400 kB. */
const CHARACTERS_PER_PART = 100_000;
const PART_DIGITS = 6;

/** Text of any length under one partition, in items whose sort keys begin with `prefix`. */
interface TextPlace {
  partition: string;
  prefix: string;
}

/** Stores `text`, replacing what an earlier call with as many parts stored there. */
export async function writeText(
  ctx: Context,
  { partition, prefix }: TextPlace,
  text: string,
  { expiresAt, subject }: { expiresAt: number; subject: StateSubject },
): Promise<void> {
  const items = splitText(text).map((part, index) => ({
    [STATE_KEYS.partition]: partition,
    [STATE_KEYS.sort]: `${prefix}${String(index).padStart(PART_DIGITS, '0')}`,
    text: part,
    [STATE_KEYS.expiry]: expiresAt,
  }));
  await writeItems({ ctx, input: { items, subject } });
}

/** The text, part by part; nothing when there is none. */
async function* readTextParts(
  ctx: Context,
  { partition, prefix }: TextPlace,
  subject: StateSubject,
): AsyncGenerator<string, void> {
  for await (const page of readPartition({ ctx, input: { partition, prefix, subject } })) {
    for (const { text } of page) if (typeof text === 'string') yield text;
  }
}

/** The whole text; empty when there is none. */
export async function readText(ctx: Context, place: TextPlace, subject: StateSubject): Promise<string> {
  let text = '';
  for await (const part of readTextParts(ctx, place, subject)) text += part;
  return text;
}

/** Parts in order; none ends between the two halves of a character. */
export function splitText(text: string, size = CHARACTERS_PER_PART): string[] {
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    let to = Math.min(from + size, text.length);
    const last = text.charCodeAt(to - 1);
    if (to < text.length && last >= 0xd8_00 && last <= 0xdb_ff && to - from > 1) to -= 1;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}
