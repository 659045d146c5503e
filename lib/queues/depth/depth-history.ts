import type { DepthSample } from '#lib/metrics/types';
import type { Depth, QueueList } from '#lib/queues/types';

const HISTORY_MS = 15 * 60_000;
/** Samples closer together than this replace each other: 180 for a full history. */
const SPACING_MS = 5000;

/** The last 15 minutes of every queue's depth, as this process polled it. */
export interface DepthHistory {
  /** Notes the depths of `list`, forgets what is older than 15 minutes and queues that are gone. */
  record(list: QueueList): void;
  /** Samples of each queue, oldest first, at most `maxSamples`, two where nothing changed; the newest is always among them. */
  recent(maxSamples: number): Record<string, DepthSample[]>;
}

export function createDepthHistory(): DepthHistory {
  let samplesByQueue = new Map<string, DepthSample[]>();
  return {
    record(list) {
      const next = new Map<string, DepthSample[]>();
      for (const { name, depth, readAtMs } of list.queues) {
        const samples = (samplesByQueue.get(name) ?? []).filter(
          (sample) => sample.atMs > list.readAtMs - HISTORY_MS,
        );
        next.set(name, samples);
        const [previous, newest] = samples.slice(-2);
        // Not read again since: nothing new is known.
        if (samples.at(-1)?.atMs === readAtMs) continue;
        if (previous && newest && newest.atMs - previous.atMs < SPACING_MS) samples.pop();
        samples.push({ atMs: readAtMs, ...depth });
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
  const [first] = samples;
  // Most of a thousand queues are quiet, and every page gets them all.
  if (first && samples.every((sample) => isSameDepth(sample, first))) {
    return samples.filter((_, index) => index === 0 || index === samples.length - 1);
  }
  const step = Math.ceil(samples.length / maxSamples);
  return samples.filter((_, index) => (samples.length - 1 - index) % step === 0);
}

function isSameDepth(a: Depth, b: Depth): boolean {
  return a.visible === b.visible && a.inFlight === b.inFlight && a.delayed === b.delayed;
}
