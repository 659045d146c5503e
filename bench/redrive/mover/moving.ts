/** One move of all messages of a queue to another one, by a process of its own. */
export interface Moving {
  messages: number;
  /** From the first request until the last message was deleted from its source. */
  moveMs: number;
  /** Processor time until then, all threads included, the start of the process too. */
  cpuMs: number;
  /** The most memory the system has given the process. */
  peakRssBytes: number;
}
