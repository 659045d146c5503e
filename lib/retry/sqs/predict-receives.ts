import { createTimeline } from '../timeline.ts';
import type { Prediction, StepPattern } from '../types.ts';
import { stepOf, workOf } from '../work.ts';
import type { QueuePolicy } from './types.ts';

const MESSAGE = 'message';

/**
 * What becomes of one message that is sent at 0, for a consumer that always has a poller free. It is received when it becomes visible;
 * a failure changes nothing about that. The receive that finds it received as often as allowed moves it to the dead-letter queue. Its
 * retention ends it wherever it is. A consumer that is slower than the visibility timeout works while others have the message too.
 */
export function predictReceives(policy: QueuePolicy, pattern: StepPattern): Prediction {
  const timeline = createTimeline();
  const visibilityMs = policy.visibilityTimeoutSeconds * 1000;
  const retentionMs = policy.messageRetentionSeconds * 1000;
  let receives = 0;
  /** When the first attempt that succeeds deletes the message. */
  let deletedAtMs = Infinity;

  const endWith = (where: 'done' | 'expired' | 'dead-lettered', atMs: number) =>
    timeline.ended({
      item: MESSAGE,
      where,
      atMs,
      deliveredTo: where === 'dead-lettered' ? ['dead-letter-queue'] : [],
      attempts: receives,
      isProcessed: deletedAtMs < Infinity,
    });

  for (let atMs = policy.delaySeconds * 1000; ; atMs += visibilityMs) {
    if (retentionMs <= Math.min(atMs, deletedAtMs)) {
      endWith('expired', retentionMs);
      break;
    }
    if (deletedAtMs <= atMs) {
      endWith('done', deletedAtMs);
      break;
    }
    if (policy.maxReceiveCount !== null && receives >= policy.maxReceiveCount) {
      endWith('dead-lettered', atMs);
      break;
    }
    receives += 1;
    const attempt = workOn(policy, pattern, receives);
    const endsAtMs = atMs + attempt.lengthMs;
    timeline.tried({ atMs, endsAtMs, items: [MESSAGE], outcome: attempt.outcome });
    if (attempt.outcome === 'succeeded') deletedAtMs = Math.min(deletedAtMs, endsAtMs);
  }
  return timeline.prediction();
}

function workOn(policy: QueuePolicy, pattern: StepPattern, receive: number): ReturnType<typeof workOf> {
  const step = stepOf(pattern, receive);
  // A throttled batch is held until its visibility timeout ends, and has cost a receive all the same.
  if (step === 'throttled') return { outcome: 'throttled', lengthMs: policy.visibilityTimeoutSeconds * 1000 };
  return workOf(step, pattern.durationMs, policy.timeoutSeconds * 1000);
}
