import type { LongQueuePlan } from './long-queue.ts';
import type { RivalsPlan } from './rivals.ts';

/** How much is measured. */
export interface Plan {
  command: string;
  longQueue: LongQueuePlan;
  rivals: RivalsPlan;
  /** Messages on disk when the engine is restarted and the queue purged. */
  diskMessages: number;
}

/** About six minutes, five gigabytes of memory, two of disk. */
export const FULL: Plan = {
  command: 'npm run bench -- engine',
  longQueue: {
    lengths: [1_000, 100_000, 1_000_000],
    rounds: 15,
    receives: 3_000,
    cycles: 10,
    limitSeconds: 2,
  },
  rivals: {
    rounds: 15,
    requests: { SendMessage: 4_000, SendMessageBatch: 1_000, ReceiveMessage: 2_000, DeleteMessage: 4_000 },
    limitSeconds: 1,
  },
  diskMessages: 1_000_000,
};

/** Under a minute: whether the bench works, not how fast the engine is. */
export const QUICK: Plan = {
  command: 'npm run bench -- engine --quick',
  longQueue: { lengths: [1_000, 10_000, 100_000], rounds: 3, receives: 1_000, cycles: 2, limitSeconds: 0.5 },
  rivals: {
    rounds: 3,
    requests: { SendMessage: 2_000, SendMessageBatch: 200, ReceiveMessage: 1_000, DeleteMessage: 2_000 },
    limitSeconds: 0.3,
  },
  diskMessages: 100_000,
};
