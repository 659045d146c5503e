import type { Context } from '#lib/context';
import { createSharedReads } from '#lib/flow/shared-reads';
import { requireDeadLetterQueue } from '#lib/messages/dead-letter-queue';
import { MESSAGES_PER_RECEIVE, type HeldMessage } from '#lib/messages/receive-messages';
import { requireFile } from '../files/find-file.ts';
import type { JobRequest } from '../jobs/new-job.ts';
import { copyMessage, lineageOf } from '../mover/copies/copy-message.ts';
import { createRouter } from '../mover/routes/router.ts';
import { createSelector } from '../mover/selection/selector.ts';
import { createFileSource } from '../mover/sources/file-source.ts';
import type { MoveSource } from '../mover/sources/move-source.ts';
import { createQueueSource } from '../mover/sources/queue-source.ts';

/** Messages looked at for a plan: enough to see what they are like, few enough not to be waited for. */
const MAX_EXAMINED = 2000;
const WORKERS = 8;
const HOLD_SECONDS = 20;
/** A dialog asks at every change; the messages are the same ones. */
const EXAMINED_FOR_MS = 20_000;
/** While some are hidden, there is more to see in a moment. */
const EXAMINED_IN_PART_FOR_MS = 1000;

/** A selected message, as far as a plan needs it. */
export interface ExaminedMessage {
  /** Null when it has nowhere to go, or cannot go there; then there is a problem. */
  target: { kind: 'queue' | 'function'; name: string } | null;
  problem: { code: string; message: string } | null;
  generation: number;
  expiresAtMs: number | null;
}

export interface Examination {
  /** All that were looked at, selected or not. */
  examined: number;
  selected: ExaminedMessage[];
  /** What the source holds, approximately; of these `held` by somebody else. */
  about: number;
  held: number;
  isFifo: boolean;
}

/**
 * Looks at up to 2,000 messages and gives them back: those of a queue are hidden meanwhile, for seconds. The same question within twenty seconds is
 * answered from memory.
 * @throws DomainError `queue-not-found` (also of the target), `receive-would-count`, `not-a-dead-letter-queue`, `file-not-found`, `invalid-input`,
 *   `attempts-unavailable`
 */
export function examine(ctx: Context, job: JobRequest): Promise<Examination> {
  const { source, file, target, targetFunction, selection, edit } = job;
  const reads = ctx.shared.of('examinations', () =>
    createSharedReads<Examination>({
      clock: ctx.clock,
      ttlMs: ({ held }) => (held > 0 ? EXAMINED_IN_PART_FOR_MS : EXAMINED_FOR_MS),
    }),
  );
  const key = JSON.stringify({ source, file, target, targetFunction, selection, edit });
  return reads.read(key, () => look(ctx, job));
}

async function look(ctx: Context, job: JobRequest): Promise<Examination> {
  const { target, targetFunction } = job;
  const queue =
    job.source === null ? null : await requireDeadLetterQueue({ ctx, input: { name: job.source } });
  const source = queue
    ? createQueueSource(ctx, queue, HOLD_SECONDS)
    : await createFileSource(ctx, { fileId: job.file ?? '', target, isSettled: () => false });
  const router = await createRouter(ctx, { sourceArn: queue?.arn ?? null, target, targetFunction });
  const selector = createSelector(ctx, {
    jobId: '',
    selection: job.selection,
    createdAtMs: Infinity,
    queue: queue ?? { type: 'standard', retentionSeconds: Infinity },
  });
  const { available, held } = await source.count();
  const messages = await receiveSome(source, available);
  try {
    const isSelected = await selector.select(messages);
    const rules = { jobId: '', edit: job.edit, lineage: job.lineage, isRedrive: job.action === 'redrive' };
    const describe = async (one: HeldMessage): Promise<ExaminedMessage> => {
      const route = await router(one.message);
      const copy = 'deliver' in route ? copyMessage(one, route, rules) : route;
      const isSendable = 'deliver' in route && !('code' in copy) && route.kind !== 'file';
      return {
        target: isSendable
          ? { kind: route.kind === 'function' ? 'function' : 'queue', name: route.name }
          : null,
        problem: 'code' in copy ? copy : null,
        generation: lineageOf(one.message)?.generation ?? 0,
        expiresAtMs: queue && queue.type === 'standard' ? expiryOf(one, queue.retentionSeconds) : null,
      };
    };
    return {
      examined: messages.length,
      selected: await Promise.all(messages.filter((_, index) => isSelected[index]).map(describe)),
      about: queue ? available + held : (await requireFile(ctx, job.file ?? '')).messages,
      held,
      isFifo: queue?.type === 'fifo',
    };
  } finally {
    await source.giveBack(messages);
  }
}

async function receiveSome(source: MoveSource, available: number): Promise<HeldMessage[]> {
  const messages = new Map<string, HeldMessage>();
  const workers = Math.max(1, Math.min(WORKERS, Math.ceil(available / MESSAGES_PER_RECEIVE)));
  const work = async () => {
    while (messages.size < MAX_EXAMINED) {
      const receive = () => source.receive(MESSAGES_PER_RECEIVE, 0);
      const received = await receive().catch(receive);
      if (received.length === 0) return;
      for (const held of received) messages.set(held.messageId, held);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: workers }, work));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed && messages.size === 0) throw failed.reason;
  return [...messages.values()];
}

function expiryOf({ message }: HeldMessage, retentionSeconds: number): number {
  return Number(message.Attributes?.SentTimestamp ?? 0) + retentionSeconds * 1000;
}
