import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import type { Queue } from '../state/queue.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { settle } from '../state/transitions.ts';
import { READ_ONLY, SETTABLE } from './definitions.ts';
import { effectiveValue } from './settings.ts';

interface Input {
  QueueUrl: string;
  AttributeNames?: string[];
}

const ALL: readonly string[] = [...READ_ONLY, ...Object.keys(SETTABLE)];

/** The attributes asked for, those of them that the queue has; none when none is asked for. */
export function getQueueAttributes(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'GetQueueAttributes',
    shape: {
      type: 'structure',
      members: { QueueUrl: { type: 'string' }, AttributeNames: { type: 'list', of: { type: 'string' } } },
      required: ['QueueUrl'],
    },
    run({ QueueUrl, AttributeNames = [] }) {
      const queue = queueAt(sqs, QueueUrl);
      const unknown = AttributeNames.find((name) => name !== 'All' && !ALL.includes(name));
      if (unknown !== undefined) {
        throw new Fault('InvalidAttributeName', `Unknown Attribute ${unknown.slice(0, 256)}.`);
      }
      settle(queue, sqs.clock.nowMs());
      const attributes: Record<string, string> = {};
      for (const name of AttributeNames.includes('All') ? ALL : AttributeNames) {
        const value = readAttribute(queue, name);
        if (value !== undefined) attributes[name] = value;
      }
      return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
    },
  };
}

function readAttribute(queue: Queue, name: string): string | undefined {
  switch (name) {
    case 'QueueArn':
      return queue.arn;
    case 'ApproximateNumberOfMessages':
      return String(queue.ready.size);
    case 'ApproximateNumberOfMessagesNotVisible':
      return String(queue.inFlightCount);
    case 'ApproximateNumberOfMessagesDelayed':
      return String(queue.delayedCount);
    case 'CreatedTimestamp':
      return toSeconds(queue.createdAtMs);
    case 'LastModifiedTimestamp':
      return toSeconds(queue.lastModifiedAtMs);
    default:
      if (SETTABLE[name]?.fifo && !queue.fifo) return undefined;
      if (name === 'KmsDataKeyReusePeriodSeconds' && !queue.attributes.has('KmsMasterKeyId'))
        return undefined;
      return effectiveValue(queue.attributes, name);
  }
}

function toSeconds(timeMs: number): string {
  return String(Math.floor(timeMs / 1000));
}
