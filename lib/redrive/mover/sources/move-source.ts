import type { DomainError } from '#lib/errors';
import type { HeldMessage } from '#lib/messages/receive-messages';

/** What is needed to delete a held message or to give it back; its content is not. */
export type Hold = Pick<HeldMessage, 'messageId' | 'receiptHandle'>;

/** What became of a deletion. */
export interface Removal {
  /** Indexes of those whose deletion was not confirmed. */
  left: ReadonlySet<number>;
  /** Why the request as a whole failed, if it did. */
  problem: DomainError | null;
}

/** What a job takes messages from. A message that was received is held: nobody else gets it until it is removed or given back. */
export interface MoveSource {
  /** As the page names it. */
  readonly name: string;
  /** `fifo`: messages of one group are received in order, and none while an earlier one is held. */
  readonly type: 'standard' | 'fifo';
  /**
   * Up to ten messages; empty when none is there for `waitSeconds`.
   * @throws DomainError `unreachable`, `throttled`, `access-denied`, `queue-not-found`
   */
  receive(maxMessages: number, waitSeconds: number): Promise<HeldMessage[]>;
  /** Deletes up to ten. Never throws for what AWS says. */
  remove(held: readonly Hold[]): Promise<Removal>;
  /** Lets others have them at once; returns how many could not be given back and return by themselves. Never throws for what AWS says. */
  giveBack(held: readonly Hold[]): Promise<number>;
  /** What it holds now, held messages included. */
  count(): Promise<{ available: number; held: number }>;
}
