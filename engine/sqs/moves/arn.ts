import { Fault } from '../../core/fault.ts';
import type { Queue } from '../state/queue.ts';
import { queueByArn, type Sqs } from '../state/sqs.ts';

const QUEUE_ARN = /^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w.-]+$/;

/**
 * The queue that an ARN parameter names.
 * @throws {Fault} InvalidParameterValue for something that is no queue ARN, MoveResourceNotFound for a queue that is not there
 */
export function requireQueue(sqs: Sqs, parameter: 'SourceArn' | 'DestinationArn', arn: string): Queue {
  if (!QUEUE_ARN.test(arn)) {
    throw new Fault(
      'InvalidParameterValue',
      `You must use this format to specify the ${parameter}: arn:<partition>:<service>:<region>:<account-id>:<resource-id>`,
    );
  }
  const queue = queueByArn(sqs, arn);
  if (!queue) {
    throw new Fault(
      'MoveResourceNotFound',
      `The resource that you specified for the ${parameter} parameter doesn't exist.`,
    );
  }
  return queue;
}
