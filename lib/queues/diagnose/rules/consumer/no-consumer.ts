import { isDeadLetterHolder } from '../../dead-letter-holders.ts';
import type { ConsumerFacts, QueueFacts } from '../../facts.ts';
import type { Finding } from '../../types.ts';
import { countOf } from '../../wording.ts';

/** No function, or only disabled ones. Of dead-letter queues this is as it should be. */
export function noConsumer(facts: QueueFacts): Finding[] {
  const { name, deadLetterSources, consumers, visible } = facts;
  if (consumers === null || deadLetterSources === null || isDeadLetterHolder(facts)) return [];
  if (consumers.length === 0) return [unseen(name)];
  return consumers.every(({ state }) => state === 'disabled') ? [disabled(name, consumers, visible)] : [];
}

function unseen(name: string): Finding {
  return {
    rule: 'no-consumer',
    severity: 'notice',
    queue: name,
    title: `No Lambda function consumes ${name}`,
    reason:
      'Messages wait until somebody receives them. Only Lambda consumers can be seen from here: a service of your own may poll this queue.',
    fix: 'Make sure that something receives from it, or connect a function with an event source mapping.',
  };
}

function disabled(name: string, consumers: ConsumerFacts[], visible: number | null): Finding {
  const functions = consumers.map(({ functionName }) => functionName).join(', ');
  const waiting = visible ?? 0;
  return {
    rule: 'no-consumer',
    severity: waiting > 0 ? 'danger' : 'warning',
    queue: name,
    title: `The consumer of ${name} is disabled (${functions})${waiting > 0 ? `, ${countOf(waiting, 'message')} waiting` : ''}`,
    reason:
      'Nothing is processed, nothing is retried, and messages expire with their retention, unless a service of your own polls this queue.',
    fix: `Enable the event source mapping of ${functions} on ${name}.`,
  };
}
