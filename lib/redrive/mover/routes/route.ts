import type { Outgoing } from '../copies/outgoing.ts';

/** Where copies go. Copies with one `key` can be delivered together. */
export interface Route {
  key: string;
  /** Name of the queue or function, or of the file. */
  name: string;
  kind: 'queue' | 'function' | 'file';
  /** Of a queue: `fifo` demands groups and keeps their order. */
  type: 'standard' | 'fifo';
  maximumMessageSizeBytes: number;
  /** Receives after which the message's origin dead-lettered it; 0 when it has none. */
  originMaxReceiveCount: number;
  /** Whether sending the same copy again, so long after the first try, leaves one. */
  isRepeatable(sinceMs: number): boolean;
  /** Never throws for what AWS says. One result for each copy, in their order. */
  deliver(copies: readonly Outgoing[]): Promise<Delivery[]>;
}

export type Delivery =
  | { kind: 'sent'; newMessageId: string }
  /** Certainly not sent, and it will not be. */
  | { kind: 'refused'; code: string; message: string }
  /** Certainly not sent; it may be in a moment. */
  | { kind: 'later' }
  /** Certainly not sent, and nothing else will be along this route until somebody does something. */
  | { kind: 'halt'; message: string }
  /** No answer: it may have been sent. */
  | { kind: 'unconfirmed'; message: string };

/** Why a message has nowhere to go; it stays where it is. */
export interface NoRoute {
  code: string;
  message: string;
}
