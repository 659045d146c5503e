import type { DepthSample } from '#lib/metrics/types';
import type { QueueList } from '#lib/queues/types';

const HISTORY_MS = 15 * 60_000;
/** Samples closer together than this replace each other: 180 for a full history. */
const SPACING_MS = 5000;

/** The last 15 minutes of every queue's depth, as this process polled it. */
export interface DepthHistory {
  /** Notes the depths of `list`, forgets what is older than 15 minutes and queues that are gone. */
  record(list: QueueList): void;
  /** Samples of each queue, oldest first, at most `maxSamples`; the newest is always among them. */
  recent(maxSamples: number): Record<string, DepthSample[]>;
}

export function createDepthHistory(): DepthHistory {
  let samplesByQueue = new Map<string, DepthSample[]>();
  return {
    record(list) {
      const next = new Map<string, DepthSample[]>();
      for (const { name, depth } of list.queues) {
        const samples = (samplesByQueue.get(name) ?? []).filter(
          (sample) => sample.atMs > list.readAtMs - HISTORY_MS,
        );
        const [previous, newest] = samples.slice(-2);
        if (previous && newest && newest.atMs - previous.atMs < SPACING_MS) samples.pop();
        samples.push({ atMs: list.readAtMs, ...depth });
        next.set(name, samples);
      }
      samplesByQueue = next;
    },
    recent: (maxSamples) =>
      Object.fromEntries(
        [...samplesByQueue].map(([name, samples]) => [name, thin(samples, maxSamples)] as const),
      ),
  };
}

/** Evenly spread over `samples`, counted from the newest. */
function thin(samples: DepthSample[], maxSamples: number): DepthSample[] {
  const step = Math.ceil(samples.length / maxSamples);
  return samples.filter((_, index) => (samples.length - 1 - index) % step === 0);
}
