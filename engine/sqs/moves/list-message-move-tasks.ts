import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { LIMITS } from '../limits.ts';
import type { Sqs } from '../state/sqs.ts';
import { requireQueue } from './arn.ts';
import { formatTaskHandle, type MoveTask } from './move-task.ts';

interface Input {
  SourceArn: string;
  MaxResults?: number;
}

/** The latest move tasks of a source queue, newest first. Only a running one has a handle. */
export function listMessageMoveTasks(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'ListMessageMoveTasks',
    shape: {
      type: 'structure',
      members: { SourceArn: { type: 'string' }, MaxResults: { type: 'integer' } },
      required: ['SourceArn'],
    },
    run({ SourceArn, MaxResults = LIMITS.moveTasksListed.default }) {
      const { min, max } = LIMITS.moveTasksListed;
      if (MaxResults < min || MaxResults > max) {
        throw new Fault(
          'InvalidParameterValue',
          `Value ${MaxResults} for parameter MaxResults is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
        );
      }
      sqs.metrics.active(requireQueue(sqs, 'SourceArn', SourceArn));
      const tasks = sqs.moveTasks.filter(({ sourceArn }) => sourceArn === SourceArn);
      return { Results: tasks.slice(-MaxResults).toReversed().map(toWire) };
    },
  };
}

function toWire(task: MoveTask): Record<string, unknown> {
  return {
    TaskHandle: task.status === 'RUNNING' ? formatTaskHandle(task) : undefined,
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.ratePerSecond,
    ApproximateNumberOfMessagesMoved: task.reportedMoved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAtMs,
  };
}
