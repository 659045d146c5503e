import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SendMessageBatchResult,
} from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import { isOutcomeUnknown } from '#lib/aws/errors';
import { untilNotThrottled } from '#lib/aws/until-not-throttled';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';

/** Code of an entry whose fate is unknown: no answer came back, so it may have been sent. */
export const SEND_UNCONFIRMED = 'send-unconfirmed';

export type SendOutcome =
  | { sent: true; messageId: string }
  /** `error` is set when the whole call was refused, not this entry alone. */
  | { sent: false; code: string; message: string; error?: DomainError };

/**
 * Sends up to ten messages in one request; the outcome of each, in the order of `entries`. Never throws for what AWS
 * says. Repeats only what AWS has throttled, because only then it is certain that nothing was sent.
 */
export async function sendBatch({
  ctx,
  input,
}: {
  ctx: Context;
  input: { url: string; queue: string; entries: readonly Omit<SendMessageBatchRequestEntry, 'Id'>[] };
}): Promise<SendOutcome[]> {
  const Entries = input.entries.map((entry, index) => ({ Id: String(index), ...entry }));
  const command = () => new SendMessageBatchCommand({ QueueUrl: input.url, Entries });
  try {
    const result = await untilNotThrottled(ctx, () =>
      callAws({ action: 'sqs:SendMessage', queue: input.queue }, () =>
        ctx.aws.sqsWithoutRetries.send(command()),
      ),
    );
    return outcomesOf(result, Entries.length);
  } catch (error) {
    return Entries.map(() => refusalOf(error));
  }
}

function outcomesOf(result: SendMessageBatchResult, count: number): SendOutcome[] {
  const outcomes = Array.from({ length: count }, unconfirmed);
  for (const { Id, Code = 'Unknown', Message } of result.Failed ?? []) {
    outcomes[Number(Id)] = { sent: false, code: Code, message: Message ?? 'AWS gave no reason.' };
  }
  for (const { Id, MessageId } of result.Successful ?? []) {
    if (MessageId) outcomes[Number(Id)] = { sent: true, messageId: MessageId };
  }
  return outcomes;
}

function refusalOf(error: unknown): SendOutcome {
  if (!(error instanceof DomainError) || isOutcomeUnknown(error)) {
    return unconfirmed();
  }
  return { sent: false, code: error.code, message: error.message, error };
}

function unconfirmed(): SendOutcome {
  const message = 'AWS gave no answer to this send: the message may exist in the target already.';
  return { sent: false, code: SEND_UNCONFIRMED, message };
}
