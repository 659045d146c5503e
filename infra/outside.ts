/** What the desk may work with beyond its own stack, by ARN. */
export interface OutsideResources {
  /** Read, sent to, and the target of redrives. */
  queueArns: readonly string[];
  /** The same, and their messages are looked at, moved and deleted. */
  deadLetterQueueArns: readonly string[];
  /** Their configuration is read, and the mover runs them again with what they could not be run with. */
  functionArns: readonly string[];
}

/** The one place to name them. The desk still lists the names of all queues of the region; those that are not here it cannot read. */
export const outside: OutsideResources = {
  queueArns: [],
  deadLetterQueueArns: [],
  functionArns: [],
};
