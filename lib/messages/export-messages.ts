import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { parseInput } from '#lib/parse-input';
import { admitQueue } from './dead-letter-queue.ts';
import { createFileWriter } from './export/file-writer.ts';
import { ExportSchema } from './export/export-schema.ts';
import { FORMATS } from './export/formats.ts';
import { maskMessage } from './mask/mask-message.ts';
import type { MaskRule } from './mask/rules.ts';
import { lazyBody } from './query/lazy-body.ts';
import { createMatcher } from './query/matches-query.ts';
import { parseQuery } from './query/parse-query.ts';
import { streamLook } from './scan/stream-look.ts';

/** A file that is made while it is read. */
export interface ExportFile {
  name: string;
  type: string;
  /**
   * Its text, piece by piece. Throws when not all could be read: a file that ends early must not look whole. Everything is given
   * back, also when the reader stops reading.
   */
  text: AsyncGenerator<string, void>;
}

/**
 * A file of the messages of a dead-letter queue that `query` matches, without what `mask` hides unless the request says `unmask`, each with why it failed, in the order in which that was found out.
 * @throws DomainError before the first text: `invalid-input`, `queue-not-found`, `receive-would-count` and
 *   `not-a-dead-letter-queue` unless confirmed, `access-denied`, `unreachable`
 */
export async function exportMessages({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; request: unknown; signal?: AbortSignal; mask?: readonly MaskRule[] };
}): Promise<ExportFile> {
  const {
    format: formatName,
    query: queryText,
    limit,
    confirm,
    unmask,
  } = parseInput(ExportSchema, input.request);
  const mask = unmask ? [] : (input.mask ?? []);
  const { query, problem } = parseQuery(queryText);
  if (problem) throw new DomainError('invalid-input', `query: ${problem.message}`, { field: 'query' });
  const nowMs = ctx.clock.nowMs();
  const matches = createMatcher(query, nowMs);
  const admitted = await admitQueue({ ctx, input: { name: input.queue, confirm } });
  const { name } = admitted.queue;
  const format = FORMATS[formatName];
  return {
    name: `${name}-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '')}Z.${format.extension}`,
    type: format.type,
    text: streamLook({
      ctx,
      look: { ...admitted, limit },
      signal: input.signal,
      write: createFileWriter({
        header: format.header(),
        toText: (read, attempt) => {
          // A query that saw more than the file shows could be asked for what is masked.
          const message = maskMessage(read, mask);
          return matches({ message, attempt }, lazyBody(message.body))
            ? format.toText(message, attempt, name)
            : '';
        },
      }),
    }),
  };
}
