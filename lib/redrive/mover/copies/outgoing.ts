import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import type { HeldMessage } from '#lib/messages/receive-messages';

/** The copy of a held message that is about to be sent. */
export interface Outgoing {
  held: HeldMessage;
  entry: Omit<SendMessageBatchRequestEntry, 'Id'>;
  /** What SQS counts of it. */
  sizeBytes: number;
}
