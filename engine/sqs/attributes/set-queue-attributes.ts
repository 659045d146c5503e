import type { JsonAction } from '../../core/action.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { settle } from '../state/transitions.ts';
import { checkRedriveTarget } from './check-redrive-target.ts';
import { mergeAttributes, parseAttributes } from './parse-attributes.ts';
import { readSettings } from './settings.ts';

interface Input {
  QueueUrl: string;
  Attributes: Record<string, string>;
}

/** Sets all of the given attributes or, when one is refused, none. They are in force at once. */
export function setQueueAttributes(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'SetQueueAttributes',
    shape: {
      type: 'structure',
      members: { QueueUrl: { type: 'string' }, Attributes: { type: 'map', of: { type: 'string' } } },
      required: ['QueueUrl', 'Attributes'],
    },
    run({ QueueUrl, Attributes }) {
      const queue = queueAt(sqs, QueueUrl);
      const nowMs = sqs.clock.nowMs();
      const changes = parseAttributes(queue.fifo, Attributes);
      checkRedriveTarget(sqs, queue, changes);
      settle(queue, nowMs);
      queue.attributes = mergeAttributes(queue.attributes, changes);
      queue.settings = readSettings(queue.attributes);
      queue.lastModifiedAtMs = nowMs;
      sqs.journal.queueChanged(queue);
    },
  };
}
