import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { LIMITS } from '../limits.ts';
import { namesOfSources } from '../queues/list-dead-letter-source-queues.ts';
import type { Queue } from '../state/queue.ts';
import type { Sqs } from '../state/sqs.ts';
import { settle } from '../state/transitions.ts';
import { requireQueue } from './arn.ts';
import { formatTaskHandle, type MoveTask } from './move-task.ts';
import { startTask } from './run-task.ts';

interface Input {
  SourceArn: string;
  DestinationArn?: string;
  MaxNumberOfMessagesPerSecond?: number;
}

/** Starts to move what is in a dead-letter queue now; the moving itself happens later, on the clock. */
export function startMessageMoveTask(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'StartMessageMoveTask',
    shape: {
      type: 'structure',
      members: {
        SourceArn: { type: 'string' },
        DestinationArn: { type: 'string' },
        MaxNumberOfMessagesPerSecond: { type: 'integer' },
      },
      required: ['SourceArn'],
    },
    run({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond: rate }, { callerId }) {
      checkRate(rate);
      const source = requireQueue(sqs, 'SourceArn', SourceArn);
      sqs.metrics.active(source);
      if (namesOfSources(sqs, SourceArn).length === 0) {
        throw invalid('Source queue must be configured as a Dead Letter Queue.');
      }
      if (DestinationArn !== undefined)
        checkDestination(source, requireQueue(sqs, 'DestinationArn', DestinationArn));
      checkRunning(sqs, SourceArn);

      const nowMs = sqs.clock.nowMs();
      settle(source, nowMs);
      const task: MoveTask = {
        taskId: sqs.ids.uuid(),
        sourceArn: SourceArn,
        destinationArn: DestinationArn,
        ratePerSecond: rate,
        callerId,
        startedAtMs: nowMs,
        toMove: source.messages.size,
        lastNumber: source.nextNumber - 1,
        status: 'RUNNING',
        moved: 0,
        reportedMoved: 0,
        reportedAtMs: nowMs,
        failureReason: undefined,
        timer: undefined,
        pacedFromMs: nowMs,
        paced: 0,
      };
      remember(sqs, task);
      startTask(sqs, task);
      return { TaskHandle: formatTaskHandle(task) };
    },
  };
}

function checkRate(rate: number | undefined): void {
  const { min, max } = LIMITS.movesPerSecond;
  if (rate !== undefined && (rate < min || rate > max)) {
    throw invalid(
      `Value ${rate} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
    );
  }
}

function checkDestination(source: Queue, destination: Queue): void {
  if (source === destination) throw invalid('Source queue and destination queue must be different.');
  if (source.fifo !== destination.fifo) {
    throw invalid('Source queue and destination queue must be of the same type.');
  }
}

function checkRunning(sqs: Sqs, sourceArn: string): void {
  const active = sqs.moveTasks.filter(({ status }) => status === 'RUNNING' || status === 'CANCELLING');
  if (active.some((task) => task.sourceArn === sourceArn)) {
    throw invalid(
      'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
    );
  }
  if (active.length >= LIMITS.moveTasksRunning) {
    throw new Fault(
      'OverLimit',
      `There are already ${LIMITS.moveTasksRunning} message move tasks running, which is the most an account may have.`,
    );
  }
}

/** Ended tasks beyond what can be listed of one source are forgotten. */
function remember(sqs: Sqs, task: MoveTask): void {
  sqs.moveTasks.push(task);
  sqs.journal.taskChanged(task);
  const ofSource = sqs.moveTasks.filter(({ sourceArn }) => sourceArn === task.sourceArn);
  const oldest = ofSource[0];
  if (oldest && ofSource.length > LIMITS.moveTasksListed.max) {
    sqs.moveTasks.splice(sqs.moveTasks.indexOf(oldest), 1);
    sqs.journal.taskForgotten(oldest);
  }
}

function invalid(message: string): Fault {
  return new Fault('InvalidParameterValue', message);
}
