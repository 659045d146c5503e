import { readSettings } from '../attributes/settings.ts';
import type { Queue } from '../state/queue.ts';
import type { Sqs } from '../state/sqs.ts';
import { emptyPolicy, formatPolicy, parsePolicy, type Policy } from './policy.ts';

/** The queue's policy, or the one to begin with. */
export function readPolicy(queue: Queue): Policy {
  const text = queue.attributes.get('Policy');
  return (text === undefined ? undefined : parsePolicy(text)) ?? emptyPolicy(queue.arn);
}

/** Makes `policy` the queue's. A policy without statements leaves the queue without the attribute. */
export function storePolicy(sqs: Sqs, queue: Queue, policy: Policy): void {
  const attributes = new Map(queue.attributes);
  if (policy.statements.length === 0) attributes.delete('Policy');
  else attributes.set('Policy', formatPolicy(policy));
  queue.attributes = attributes;
  queue.settings = readSettings(attributes);
  queue.lastModifiedAtMs = sqs.clock.nowMs();
  sqs.journal.queueChanged(queue);
}
