import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { parseInput } from '#lib/parse-input';
import { describeQueue } from '#lib/queues/describe-queue';
import { callTable } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { readFailures } from '../causes/read-failures.ts';
import { ATTEMPTS_KEPT_FOR_DAYS, attemptsKey, toAttempt, type Item } from '../items/attempt-item.ts';
import type { Attempt, MessageAttempts } from '../types.ts';
import { readLatestAttempts } from './latest-attempts.ts';
import { MessageAttemptsSchema, MessageIdSchema } from './message-attempts-schema.ts';
import { firstUnexpired, tellStory } from './story/tell-story.ts';

/** Entries of one answer, the newest. A message that needs more tells nothing new by them. */
const MAX_ENTRIES = 200;
const DAY_MS = 86_400_000;

/**
 * The story of a message: every attempt over all its redrives that was recorded in the last 30 days, and the deliveries that SQS must have
 * made and nobody recorded; oldest first, at most 200. `request` says what a scan saw of the message.
 * @throws DomainError `invalid-input`, `attempts-unavailable`
 */
export async function readMessageAttempts({
  ctx,
  input,
}: {
  ctx: Context;
  input: { messageId: string; request: unknown };
}): Promise<MessageAttempts> {
  const messageId = parseInput(MessageIdSchema, input.messageId);
  const request = parseInput(MessageAttemptsSchema, input.request);
  const { deadFrom } = request;
  const rootId = request.root ?? (await findRoot(ctx, messageId));
  const { attempts, hasMore } = await readNewest(ctx, rootId);
  const own = attempts.find((attempt) => attempt.messageId === messageId);
  const queue = deadFrom ?? (own ?? attempts[0])?.queue;
  const limits = queue === undefined ? UNKNOWN_LIMITS : await readLimits(ctx, queue);

  const dead = deadFrom === undefined ? 0 : (limits.maxReceiveCount ?? 0);
  const looked = request.receiveCount;
  const keptSinceMs = ctx.clock.nowMs() - ATTEMPTS_KEPT_FOR_DAYS * DAY_MS;
  const story = tellStory(
    {
      rootId,
      recorded: attempts,
      present: {
        messageId,
        generation: request.generation ?? own?.generation ?? 0,
        receivesBefore: request.receivesBefore ?? (own ? own.attempt - own.receiveCount : 0),
        receives: looked === undefined ? dead : Math.min(dead, Math.max(0, looked - 1)),
      },
      maxReceiveCount: limits.maxReceiveCount,
      isInstrumented: attempts.length > 0 || (queue !== undefined && (await hasFailures(ctx, queue))),
      firstAttempt: hasMore ? (attempts.at(-1)?.attempt ?? 1) : firstUnexpired(attempts, keptSinceMs),
    },
    MAX_ENTRIES,
  );
  return {
    messageId,
    rootId,
    entries: story.entries,
    ...limits,
    truncated: story.truncated || hasMore,
    keptForDays: ATTEMPTS_KEPT_FOR_DAYS,
  };
}

async function findRoot(ctx: Context, messageId: string): Promise<string> {
  const latest = await readLatestAttempts({ ctx, input: { messageIds: [messageId] } });
  return latest.get(messageId)?.rootId ?? messageId;
}

/** Attempts of a message family, the highest number first. */
async function readNewest(ctx: Context, rootId: string): Promise<{ attempts: Attempt[]; hasMore: boolean }> {
  const attempts: Attempt[] = [];
  let start: Item | undefined;
  do {
    const page = await callTable(ctx, 'dynamodb:Query', ({ name, documents }) =>
      documents.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: '#family = :family',
          ExpressionAttributeNames: { '#family': STATE_KEYS.partition },
          ExpressionAttributeValues: { ':family': attemptsKey(rootId) },
          ScanIndexForward: false,
          Limit: MAX_ENTRIES + 1,
          ...(start && { ExclusiveStartKey: start }),
        }),
      ),
    );
    attempts.push(...(page.Items ?? []).flatMap((item) => toAttempt(item, ctx.clock.nowMs()) ?? []));
    start = page.LastEvaluatedKey;
  } while (start && attempts.length <= MAX_ENTRIES);
  return { attempts: attempts.slice(0, MAX_ENTRIES), hasMore: attempts.length > MAX_ENTRIES };
}

/** Whether a consumer of the queue has recorded anything in the time that records are kept. */
async function hasFailures(ctx: Context, queue: string): Promise<boolean> {
  const fromMs = ctx.clock.nowMs() - ATTEMPTS_KEPT_FOR_DAYS * DAY_MS;
  const { failures } = await readFailures({ ctx, input: { queue, fromMs, max: 1 } });
  return failures.length > 0;
}

const UNKNOWN_LIMITS = { visibilityTimeoutSeconds: null, maxReceiveCount: null };

/** Nulls where the queue is gone or cannot be read: the story is told all the same. */
async function readLimits(
  ctx: Context,
  name: string,
): Promise<Pick<MessageAttempts, 'visibilityTimeoutSeconds' | 'maxReceiveCount'>> {
  try {
    const { visibilityTimeoutSeconds, maxReceiveCount } = await describeQueue({ ctx, input: { name } });
    return { visibilityTimeoutSeconds, maxReceiveCount };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return UNKNOWN_LIMITS;
  }
}
