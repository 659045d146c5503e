import { createHash, randomUUID } from 'node:crypto';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { parseFileLine } from '#lib/messages/files/parse-file-line';
import type { StoredFile } from '../types.ts';
import { appendToFile } from './append-to-file.ts';
import { findFile, writeFileEntry } from './find-file.ts';

/** Lines and characters stored with one request; an upload is not held in memory. */
const LINES_PER_BLOCK = 500;
const CHARACTERS_PER_BLOCK = 256 * 1024;
const MAX_BYTES = 1024 ** 3;
/** A message of a megabyte, every character of it escaped. */
const MAX_LINE_CHARACTERS = 8 * 1024 * 1024;

/**
 * Stores an export or a snapshot, one message a line, so that a restore can read it for 30 days. The same content is the same file.
 * @throws DomainError `invalid-input` naming the first line that holds no message, `request-too-large`, `jobs-unavailable`
 */
export async function storeFile({
  ctx,
  input,
}: {
  ctx: Context;
  input: { text: AsyncIterable<string> };
}): Promise<StoredFile> {
  const linesId = randomUUID();
  const hash = createHash('sha256');
  const sources = new Set<string | null>();
  let block: string[] = [];
  let blockCharacters = 0;
  let messages = 0;
  let sizeBytes = 0;

  const flush = async () => {
    if (block.length > 0) await appendToFile(ctx, linesId, block);
    block = [];
    blockCharacters = 0;
  };

  let lineNumber = 0;
  for await (const line of splitLines(input.text)) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    const parsed = parseFileLine(line, lineNumber);
    if ('problem' in parsed) throw new DomainError('invalid-input', parsed.problem);
    sources.add(parsed.message.queue);
    hash.update(line).update('\n');
    messages += 1;
    sizeBytes += Buffer.byteLength(line) + 1;
    if (sizeBytes > MAX_BYTES)
      throw new DomainError('request-too-large', 'A file has at most 1 GiB. Split it.');
    block.push(line);
    blockCharacters += line.length;
    if (block.length >= LINES_PER_BLOCK || blockCharacters >= CHARACTERS_PER_BLOCK) await flush();
  }
  await flush();
  if (messages === 0) throw new DomainError('invalid-input', 'The file holds no message.');

  const id = `f${hash.digest('hex').slice(0, 24)}`;
  const known = await findFile(ctx, id);
  const [source = null] = sources.size === 1 ? sources : [];
  const file = { id, messages, sizeBytes, createdAtMs: ctx.clock.nowMs(), source };
  // Its lines are the same; those stored before may expire earlier.
  await writeFileEntry(ctx, { ...file, linesId });
  return known ? { ...file, createdAtMs: known.createdAtMs } : file;
}

/** @throws DomainError `invalid-input` for bytes that are no text in UTF-8, which whoever decodes them says with a TypeError of Node's */
async function* requireText(text: AsyncIterable<string>): AsyncGenerator<string, void> {
  try {
    yield* text;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new DomainError('invalid-input', 'The file is not text in UTF-8.', { cause: error });
  }
}

async function* splitLines(text: AsyncIterable<string>): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of requireText(text)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_CHARACTERS) {
      throw new DomainError(
        'invalid-input',
        'A line is longer than any message. One message a line is expected.',
      );
    }
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest;
}
