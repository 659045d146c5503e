import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { JobMessage, RedriveJob } from '#lib/redrive/types';

/** What of a message must survive. */
export interface Content {
  body: string;
  attributes: Record<string, MessageAttributeValue>;
  traceHeader: string | null;
  groupId: string | null;
}

/** A message before anything was moved. */
export interface Original extends Content {
  key: string;
  messageId: string;
}

/** A message as it was found afterwards; its key tells which it is. */
export interface Found extends Content {
  key: string | null;
}

/** A job that has ended, what it was about and what it says of each message. */
export interface JobEvidence {
  job: RedriveJob;
  /** Keys of the originals it was to move; null: all that were in the source. */
  selected: ReadonlySet<string> | null;
  /** Ids it was given that never existed. */
  unknownIds: readonly string[];
  /** What a copy of it has to look like; the original itself when nothing was edited. */
  expect(original: Original): Content;
  /** Codes of failures that the plan explains. */
  failures: ReadonlySet<string>;
  moved: readonly JobMessage[];
  skipped: readonly JobMessage[];
  failed: readonly JobMessage[];
  doubtful: readonly JobMessage[];
}

/** Everything that is known after a round. */
export interface Evidence {
  originals: readonly Original[];
  /** Nothing is ever taken out of it, so that what is in it was not lost. */
  sourceIsFile: boolean;
  target: 'standard' | 'fifo' | 'snapshot';
  /** Somebody asked for messages to be sent once more that may have been sent. */
  mayResend: boolean;
  left: readonly Found[];
  /** In the order of the queue; of a snapshot each message once. */
  copies: readonly Found[];
  jobs: readonly JobEvidence[];
}

export interface Violation {
  rule: 'lost' | 'doubled' | 'lists' | 'totals' | 'content' | 'order' | 'foreign' | 'selection' | 'job';
  detail: string;
  /** Keys of the messages concerned. */
  keys: string[];
}
