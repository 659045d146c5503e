import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { requireDeadLetterQueue } from '#lib/messages/dead-letter-queue';
import { receiveMessages, type HeldMessage, type ReceiveEnd } from '#lib/messages/receive-messages';
import { releaseMessages } from '#lib/messages/release-messages';
import { forgetDepths } from '#lib/queues/depth/shared-depths';
import type { SelectedRedriveResult } from '../types.ts';
import { createMover } from './mover.ts';
import { createOutcomes, type Outcome } from './outcomes.ts';
import { createTargetFinder } from './target.ts';

const VISIBILITY_TIMEOUT_SECONDS = 90;
const MAX_SEARCH_MS = 45_000;
/** How deep into a dead-letter queue the selected messages are looked for. */
const MAX_SEARCHED_MESSAGES = 20_000;

/**
 * Moves the messages with `messageIds` out of a dead-letter queue: to `target`, or each to the queue it came from. Each id
 * is sent at most once, and deleted only after its own send was confirmed; everything else that was received on the way is
 * given back. Every id is in exactly one list of the result. Code `send-unconfirmed`: no answer came, it may exist twice.
 * @throws DomainError only while nothing was sent: `queue-not-found` (also of `target`), `receive-would-count`,
 *   `not-a-dead-letter-queue`, `access-denied`, `unreachable`
 */
export async function moveSelected({
  ctx,
  input,
}: {
  ctx: Context;
  input: { source: string; target?: string; messageIds: readonly string[] };
}): Promise<SelectedRedriveResult> {
  const source = await requireDeadLetterQueue({ ctx, input: { name: input.source } });
  const findTarget = await createTargetFinder(ctx, input.target);
  const outcomes = createOutcomes(new Set(input.messageIds));
  const held = new Map<string, string>();
  const onDeleted = (messageId: string) => held.delete(messageId);
  const mover = createMover({ ctx, source, findTarget, outcomes, onDeleted });

  const onMessages = async (messages: HeldMessage[]) => {
    for (const { messageId, receiptHandle } of messages) held.set(messageId, receiptHandle);
    await mover.move(messages.filter(({ messageId }) => outcomes.claim(messageId)));
  };

  let end: ReceiveEnd | DomainError;
  try {
    end = await receiveMessages({
      ctx,
      input: {
        queue: source,
        limit: MAX_SEARCHED_MESSAGES,
        visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
        maxDurationMs: MAX_SEARCH_MS,
        shouldStop: outcomes.allClaimed,
        onMessages,
      },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    end = error;
  } finally {
    await releaseMessages({ ctx, input: { queue: source, receiptHandles: [...held.values()] } });
    forgetDepths(ctx, [source.name, ...mover.targets()]);
  }
  if (end instanceof DomainError && !mover.hasSent()) throw end;
  return outcomes.result(unfound(end, source.name));
}

/** What to say of a message that was never received. */
function unfound(end: ReceiveEnd | DomainError, source: string): Outcome {
  if (end instanceof DomainError) return { kind: 'failed', code: end.code, message: end.message };
  const reason =
    end === 'exhausted'
      ? `Not in ${source}: it has left, or somebody else is holding it.`
      : `Not found among the messages of ${source} that one call looks at. Redrive it again.`;
  return { kind: 'skipped', reason };
}
