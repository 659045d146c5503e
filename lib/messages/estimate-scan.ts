import type { Context } from '#lib/context';
import { parseInput } from '#lib/parse-input';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { examineQueue } from './dead-letter-queue.ts';
import { MESSAGES_PER_RECEIVE } from './receive-messages.ts';
import { MAX_HELD_MESSAGES, planReading, type ReadingPlan } from './scan/plan-reading.ts';
import { EstimateSchema } from './scan/scan-schema.ts';
import type { ScanEstimate } from './types.ts';

/** AWS's list price of a request of up to 64 kB, in US dollars. */
const USD_PER_REQUEST = { standard: 0.4 / 1e6, fifo: 0.5 / 1e6 };
/** Empty receives by which a receiver knows that nothing is left. */
const LAST_RECEIVES = 2;
/** The second of them waits so long. */
const LAST_POLL_SECONDS = 1;

/**
 * What a scan of a queue would take, and whether it needs a yes first. Receives nothing; numbers are as approximate as SQS's counts, and as
 * steady as its answers.
 * @throws DomainError `invalid-input`, `queue-not-found`, `access-denied`, `unreachable`
 */
export async function estimateScan({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; request: unknown };
}): Promise<ScanEstimate> {
  const { limit } = parseInput(EstimateSchema, input.request);
  const { queue, refusal, answerMs } = await examineQueue({ ctx, input: { name: input.queue } });
  const { visible, inFlight, delayed } = queue.depth;
  const plan = planReading(queue, { limit, answerMs });
  const requests = countRequests(plan);
  return {
    about: visible + inFlight + delayed,
    inFlight,
    messages: plan.messages,
    seconds: Math.ceil(plan.seconds) + LAST_POLL_SECONDS,
    requests,
    costUsd: requests * USD_PER_REQUEST[queue.type],
    type: queue.type,
    refusal: refusal && { code: refusal.code, message: refusal.message },
    notes: writeNotes(queue, limit),
  };
}

/** Every message is received and given back, ten at a time. */
function countRequests({ messages, receivers }: ReadingPlan): number {
  return 2 * Math.ceil(messages / MESSAGES_PER_RECEIVE) + LAST_RECEIVES * receivers;
}

function writeNotes({ type, depth, redrivePolicy }: QueueAttributes, limit: number): string[] {
  const notes = ['Every look counts as a receive: it raises the receive count of each message by one.'];
  if (type === 'fifo') {
    notes.push(
      'A message that is looked at blocks its message group: nobody receives more of the group until it is given back.',
    );
  }
  if (redrivePolicy) {
    const { maxReceiveCount, deadLetterQueue } = redrivePolicy;
    notes.push(
      `Messages with ${maxReceiveCount} receives move to ${deadLetterQueue} instead of being shown.`,
    );
  }
  if (depth.inFlight > 0) {
    const count = depth.inFlight.toLocaleString('en-US');
    notes.push(`${count} are held by somebody else right now and will not be seen.`);
  }
  if (Math.min(limit, depth.visible) > MAX_HELD_MESSAGES) {
    const max = MAX_HELD_MESSAGES.toLocaleString('en-US');
    notes.push(`At most ${max} are read at once, to stay below SQS’s limit of messages in flight.`);
  }
  notes.push('Ten messages of more than 64 kB together are billed as more than one request.');
  return notes;
}
