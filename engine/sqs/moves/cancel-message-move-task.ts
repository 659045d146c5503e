import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { queueByArn, type Sqs } from '../state/sqs.ts';
import { parseTaskHandle } from './move-task.ts';

interface Input {
  TaskHandle: string;
}

/** Asks a running task to stop; what it has moved stays moved. Answers how many that were so far. */
export function cancelMessageMoveTask(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'CancelMessageMoveTask',
    shape: {
      type: 'structure',
      members: { TaskHandle: { type: 'string' } },
      required: ['TaskHandle'],
    },
    run({ TaskHandle }) {
      const { taskId, sourceArn } = parseTaskHandle(TaskHandle);
      if (!queueByArn(sqs, sourceArn)) {
        throw new Fault(
          'MoveResourceNotFound',
          "The resource that you specified for the SourceArn parameter doesn't exist.",
        );
      }
      const task = sqs.moveTasks.find((candidate) => candidate.taskId === taskId);
      if (!task) throw new Fault('MoveResourceNotFound', 'Task does not exist.');
      if (task.status !== 'RUNNING') {
        throw new Fault(
          'InvalidParameterValue',
          'Only a message move task that is running can be cancelled.',
        );
      }
      task.status = 'CANCELLING';
      sqs.journal.taskChanged(task);
      return { ApproximateNumberOfMessagesMoved: task.reportedMoved };
    },
  };
}
