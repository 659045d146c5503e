import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { readPolicy, storePolicy } from './store-policy.ts';

interface Input {
  QueueUrl: string;
  Label: string;
}

/** Takes the statement with this label out of the queue's `Policy` attribute. */
export function removePermission(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'RemovePermission',
    shape: {
      type: 'structure',
      members: { QueueUrl: { type: 'string' }, Label: { type: 'string' } },
      required: ['QueueUrl', 'Label'],
    },
    run({ QueueUrl, Label: label }) {
      const queue = queueAt(sqs, QueueUrl);
      const policy = readPolicy(queue);
      const statements = policy.statements.filter(({ Sid }) => Sid !== label);
      if (statements.length === policy.statements.length) {
        throw new Fault(
          'InvalidParameterValue',
          `Value ${label.slice(0, 256)} for parameter Label is invalid. Reason: can't find label.`,
        );
      }
      storePolicy(sqs, queue, { ...policy, statements });
    },
  };
}
