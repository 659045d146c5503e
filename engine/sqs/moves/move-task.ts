import type { Timer } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';

export type MoveTaskStatus = 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';

/** A message move task: AWS's own redrive of a dead-letter queue. */
export interface MoveTask {
  readonly taskId: string;
  readonly sourceArn: string;
  /** Absent: each message goes back to the queue it came from. */
  readonly destinationArn: string | undefined;
  readonly ratePerSecond: number | undefined;
  /** Becomes the sender of what it moves. */
  readonly callerId: string;
  readonly startedAtMs: number;
  /** Messages in the source at the start. */
  readonly toMove: number;
  /** Number of the last message that was there at the start; later ones are not chased. */
  readonly lastNumber: number;
  status: MoveTaskStatus;
  moved: number;
  /** What ListMessageMoveTasks says has been moved: behind while the task runs, right when it has ended. */
  reportedMoved: number;
  reportedAtMs: number;
  failureReason: string | undefined;
  timer: Timer | undefined;
  /** Since when the rate counts, and how many of its moves were used since. */
  pacedFromMs: number;
  paced: number;
}

/** Base64 of JSON, as AWS's handles are. */
export function formatTaskHandle({ taskId, sourceArn }: Pick<MoveTask, 'taskId' | 'sourceArn'>): string {
  return Buffer.from(JSON.stringify({ taskId, sourceArn })).toString('base64');
}

/** @throws {Fault} InvalidParameterValue */
export function parseTaskHandle(handle: string): { taskId: string; sourceArn: string } {
  try {
    const value: unknown = JSON.parse(Buffer.from(handle, 'base64').toString());
    if (
      typeof value === 'object' &&
      value !== null &&
      'taskId' in value &&
      typeof value.taskId === 'string' &&
      'sourceArn' in value &&
      typeof value.sourceArn === 'string'
    ) {
      return { taskId: value.taskId, sourceArn: value.sourceArn };
    }
  } catch {
    // Not JSON: refused below with what is JSON of another kind.
  }
  throw new Fault('InvalidParameterValue', 'Value for parameter TaskHandle is invalid.');
}
