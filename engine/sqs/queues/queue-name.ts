import { Fault } from '../../core/fault.ts';

const STANDARD = /^[\w-]{1,80}$/;
const FIFO = /^(?=.{1,80}$)[\w-]+\.fifo$/;

/**
 * Checks a new queue's name against its type.
 * @throws {Fault} InvalidParameterValue
 */
export function checkQueueName(name: string, fifo: boolean): void {
  if (fifo && !FIFO.test(name)) {
    throw new Fault(
      'InvalidParameterValue',
      'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
    );
  }
  if (!fifo && !STANDARD.test(name)) {
    throw new Fault(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    );
  }
}
