import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { LIMITS } from '../limits.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { createStatement } from './policy.ts';
import { readPolicy, storePolicy } from './store-policy.ts';

interface Input {
  QueueUrl: string;
  Label: string;
  AWSAccountIds: string[];
  Actions: string[];
}

/** What an owner may grant to others; the rest of SQS's actions are the owner's alone. */
const GRANTABLE: ReadonlySet<string> = new Set([
  '*',
  'ChangeMessageVisibility',
  'DeleteMessage',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListDeadLetterSourceQueues',
  'PurgeQueue',
  'ReceiveMessage',
  'SendMessage',
]);

const OWNERS_ALONE: ReadonlySet<string> = new Set([
  'AddPermission',
  'CancelMessageMoveTask',
  'CreateQueue',
  'DeleteQueue',
  'ListMessageMoveTasks',
  'ListQueueTags',
  'ListQueues',
  'RemovePermission',
  'SetQueueAttributes',
  'StartMessageMoveTask',
  'TagQueue',
  'UntagQueue',
]);

/** Adds a statement to the queue's `Policy` attribute. The engine stores policies; it does not judge requests by them. */
export function addPermission(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'AddPermission',
    shape: {
      type: 'structure',
      members: {
        QueueUrl: { type: 'string' },
        Label: { type: 'string' },
        AWSAccountIds: { type: 'list', of: { type: 'string' } },
        Actions: { type: 'list', of: { type: 'string' } },
      },
      required: ['QueueUrl', 'Label', 'AWSAccountIds', 'Actions'],
    },
    run({ QueueUrl, Label: label, AWSAccountIds: accountIds, Actions: actions }) {
      const queue = queueAt(sqs, QueueUrl);
      checkLabel(label);
      checkActions(actions);
      checkAccounts(accountIds);
      const policy = readPolicy(queue);
      if (policy.statements.some(({ Sid }) => Sid === label))
        throw invalid('Label', label, 'Already exists.');
      policy.statements.push(createStatement(label, accountIds, actions, queue.arn));
      storePolicy(sqs, queue, policy);
    },
  };
}

function checkLabel(label: string): void {
  if (!/^[\w-]{1,80}$/.test(label)) {
    const reason = 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.';
    throw invalid('Label', label, reason);
  }
}

function checkActions(actions: readonly string[]): void {
  if (actions.length === 0) {
    throw new Fault('MissingParameter', 'The request must contain the parameter Actions.');
  }
  if (actions.length > LIMITS.permissionActions) {
    throw new Fault(
      'OverLimit',
      `${actions.length} Actions were found, maximum allowed is ${LIMITS.permissionActions}.`,
    );
  }
  for (const action of actions) {
    if (OWNERS_ALONE.has(action)) {
      throw invalid('ActionName', `SQS:${action}`, 'Only the queue owner is allowed to invoke this action.');
    }
    if (!GRANTABLE.has(action)) {
      throw invalid(
        'ActionName',
        `SQS:${action}`,
        'Please refer to the appropriate WSDL for a list of valid actions. ',
      );
    }
  }
}

/** Which accounts exist is AWS's to know; what cannot be an account's number is refused. */
function checkAccounts(accountIds: readonly string[]): void {
  if (accountIds.length > 0 && accountIds.every((accountId) => /^\d{12}$/.test(accountId))) return;
  throw invalid('PrincipalId', `[${accountIds.join(', ')}]`, 'Unable to verify.');
}

function invalid(parameter: string, value: string, reason: string): Fault {
  return new Fault(
    'InvalidParameterValue',
    `Value ${value.slice(0, 256)} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );
}
