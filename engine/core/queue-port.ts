/** What Lambda needs to know of a queue. */
export interface QueueFacts {
  arn: string;
  name: string;
  fifo: boolean;
  visibilityTimeoutSeconds: number;
}

/** A message attribute as SQS stores it. */
export interface StoredAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: Buffer;
}

/** A received message with every attribute SQS has for it. */
export interface QueueRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  /** System attributes under AWS's names, values as strings. */
  attributes: Record<string, string>;
  messageAttributes: Record<string, StoredAttribute>;
  md5OfMessageAttributes?: string;
}

/** What Lambda sends: a body and attributes of types String and Number. */
export interface QueueSend {
  queueArn: string;
  body: string;
  attributes: Readonly<Record<string, { DataType: 'String' | 'Number'; StringValue: string }>>;
}

/**
 * The queue operations of Lambda's event source mappings, dead-letter queues and destinations, in process. They obey the rules of the wire actions of the same
 * name: a receive counts, hides for the queue's visibility timeout and dead-letters what is exhausted.
 */
export interface QueuePort {
  find(queueArn: string): QueueFacts | undefined;
  /** Long-polls up to `waitSeconds`; empty when nothing came, the queue is gone, or `signal` was aborted. */
  receive(request: {
    queueArn: string;
    maxMessages: number;
    waitSeconds: number;
    /** Hides what is received for this long instead of the queue's visibility timeout. */
    visibilityTimeoutSeconds?: number;
    signal: AbortSignal;
  }): Promise<QueueRecord[]>;
  /** Deletes by receipt handle; handles that no longer match are ignored, as SQS does on a standard queue. */
  delete(request: { queueArn: string; receiptHandles: readonly string[] }): void;
  /** @throws Fault QueueDoesNotExist, and whatever SendMessage refuses, a message that is too large for one */
  send(request: QueueSend): void;
}
