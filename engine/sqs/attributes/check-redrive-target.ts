import { Fault } from '../../core/fault.ts';
import { queueByArn, type Sqs } from '../state/sqs.ts';
import type { ParsedAttributes } from './parse-attributes.ts';
import { allowsSource, parseRedrivePolicy } from './redrive-policy.ts';

/**
 * Checks that the dead-letter queue of a redrive policy exists, is another queue of the same type and lets this one in.
 * @throws {Fault} InvalidParameterValue
 */
export function checkRedriveTarget(
  sqs: Sqs,
  source: { arn: string; fifo: boolean },
  changes: ParsedAttributes,
): void {
  const text = changes.get('RedrivePolicy');
  if (!text) return;
  const { deadLetterTargetArn } = parseRedrivePolicy(text);
  const refuse = (reason: string) =>
    new Fault(
      'InvalidParameterValue',
      `Value ${text.slice(0, 512)} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    );
  if (!/^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w.-]{1,80}$/.test(deadLetterTargetArn)) {
    throw refuse('Invalid value for deadLetterTargetArn.');
  }
  if (deadLetterTargetArn === source.arn) throw refuse('A queue cannot be its own dead-letter queue.');
  const target = queueByArn(sqs, deadLetterTargetArn);
  if (!target) throw refuse('Dead letter target does not exist.');
  if (target.fifo !== source.fifo) {
    throw refuse('Dead-letter queue must be same type of queue as the source.');
  }
  if (!allowsSource(target.settings.redriveAllowPolicy, source.arn)) {
    throw refuse('The RedriveAllowPolicy of the dead-letter queue does not allow this source queue.');
  }
}
