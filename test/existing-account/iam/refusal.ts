import type { Fault, ProxiedRequest } from '#test/factories/faulty-proxy';
import { iamActionOf } from './iam-action.ts';

const DESK = 'arn:aws:sts::000000000000:assumed-role/desk/session';

/** A refusal as each service words it. */
export function refuse(request: ProxiedRequest): Fault {
  const action = iamActionOf(request);
  const resource = resourceOf(request);
  const message =
    `User: ${DESK} is not authorized to perform: ${action.toLowerCase()}` +
    (resource === null ? '' : ` on resource: ${resource}`) +
    ` because no identity-based policy allows the ${action.toLowerCase()} action`;
  return {
    kind: 'answer',
    status: action.startsWith('dynamodb:') ? 400 : 403,
    code: action.startsWith('cloudwatch:') ? 'AccessDenied' : 'AccessDeniedException',
    message,
  };
}

/** A task's handle has the ARN of its source inside, in base64. */
function sourceOf(handle: string): string | null {
  return /arn:aws:sqs:[\w.:-]+/.exec(Buffer.from(handle, 'base64').toString())?.[0] ?? null;
}

/** ARN of the queue that a request is about; null where it is about none. */
export function resourceOf({ body }: ProxiedRequest): string | null {
  const { QueueUrl, QueueName, SourceArn, TaskHandle } = body;
  if (typeof TaskHandle === 'string') return sourceOf(TaskHandle);
  if (typeof SourceArn === 'string') return SourceArn;
  const name = typeof QueueUrl === 'string' ? QueueUrl.split('/').at(-1) : QueueName;
  return typeof name === 'string' ? `arn:aws:sqs:us-east-1:000000000000:${name}` : null;
}
