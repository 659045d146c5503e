/** One look at all messages of the queue, by a process of its own. Times are from its first request. */
export interface Reading {
  messages: number;
  /** Messages whose cause came with them. */
  causes: number;
  /** The last message was handed over. */
  readMs: number;
  /** The last cause was; 0 without any. */
  causesMs: number;
  /** Every message was given back. */
  endMs: number;
  /** Processor time until `readMs`, all threads included, the start of the process too. */
  cpuMs: number;
  /** The most memory the system has given the process: of a bare loop until `readMs`, of a scan until `endMs`. */
  peakRssBytes: number;
}
