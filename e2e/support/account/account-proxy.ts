import {
  startFaultyProxy,
  type Fault,
  type FaultyProxy,
  type ProxiedRequest,
} from '#test/factories/faulty-proxy';
import { REFUSED } from './fill-account.ts';

/** The account that STS tells of; the engine has no STS. */
export const ACCOUNT_ID = '000000000000';

/** A queue of which only the sources may not be listed. */
export const SOURCES_REFUSED = 'dlq-8';

/** What the desk asked of the account. */
export interface AccountProxy extends Pick<FaultyProxy, 'endpoint' | 'close'> {
  readonly requests: readonly { action: string; queue: string; atMs: number }[];
}

/** Stands for AWS before the engine: says who we are, refuses some queues' attributes, and remembers what was asked. */
export async function startAccountProxy(engineUrl: string): Promise<AccountProxy> {
  const requests: { action: string; queue: string; atMs: number }[] = [];
  const proxy = await startFaultyProxy(engineUrl);
  proxy.fail((request) => {
    const { QueueUrl } = request.body;
    const queue = typeof QueueUrl === 'string' ? QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1) : '';
    requests.push({ action: request.action, queue, atMs: Date.now() });
    return decide(request, queue);
  });
  return { endpoint: proxy.endpoint, close: () => proxy.close(), requests };
}

function decide({ action }: ProxiedRequest, queue: string): Fault {
  // STS alone posts a form, which names no action in its headers.
  if (action === 'POST /') return { kind: 'reply', body: IDENTITY };
  const isRefused =
    action === 'GetQueueAttributes'
      ? REFUSED.test(queue)
      : action === 'ListDeadLetterSourceQueues' && queue === SOURCES_REFUSED;
  if (isRefused) {
    const resource = `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:${queue}`;
    const message = `User: someone is not authorized to perform: sqs:${action.toLowerCase()} on resource: ${resource}`;
    return { kind: 'answer', status: 403, code: 'AccessDeniedException', message };
  }
  return { kind: 'pass' };
}

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${ACCOUNT_ID}:user/someone</Arn><UserId>U</UserId><Account>${ACCOUNT_ID}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
