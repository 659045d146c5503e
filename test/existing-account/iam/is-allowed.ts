import type { Grant, GrantTarget } from '#infra/permissions/grants';
import type { ProxiedRequest } from '#test/factories/faulty-proxy';
import { iamActionOf } from './iam-action.ts';
import { resourceOf } from './refusal.ts';

/** ARNs that the capitals of docs/permissions.md stand for. */
export interface NamedResources {
  queues: readonly string[];
  deadLetterQueues: readonly string[];
}

const OF_QUEUES: Partial<Record<GrantTarget, (named: NamedResources) => readonly string[]>> = {
  'named queues': ({ queues, deadLetterQueues }) => [...queues, ...deadLetterQueues],
  'dead-letter queues': ({ deadLetterQueues }) => deadLetterQueues,
};

/** Whether IAM would let a request pass under these statements. What is on no queue is on whatever it asks for. */
export function isAllowed(grants: readonly Grant[], request: ProxiedRequest, named: NamedResources): boolean {
  const action = iamActionOf(request);
  const resource = resourceOf(request);
  return grants.some(({ actions, on }) => {
    if (!actions.includes(action)) return false;
    const arns = OF_QUEUES[on]?.(named);
    return arns === undefined || (resource !== null && arns.includes(resource));
  });
}
