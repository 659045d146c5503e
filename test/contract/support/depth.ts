import { type Depth, readDepth } from '#test/factories/queue';
import type { Contract } from './endpoint.ts';

/** A queue's counters as soon as they say `expected`, or as they stand after 15 seconds: those of AWS run behind. */
export function settledDepth(contract: Contract, queueUrl: string, expected: Depth): Promise<Depth> {
  return contract.until(
    () => readDepth(contract.sqs, queueUrl),
    ({ visible, inFlight, delayed }) =>
      visible === expected.visible && inFlight === expected.inFlight && delayed === expected.delayed,
  );
}
