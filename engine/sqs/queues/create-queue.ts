import type { JsonAction } from '../../core/action.ts';
import { formatArn } from '../../core/account.ts';
import { Fault } from '../../core/fault.ts';
import { checkRedriveTarget } from '../attributes/check-redrive-target.ts';
import { mergeAttributes, type ParsedAttributes, parseAttributes } from '../attributes/parse-attributes.ts';
import { effectiveValue, readSettings } from '../attributes/settings.ts';
import { createQueueState, type Queue } from '../state/queue.ts';
import { formatQueueUrl, type Sqs } from '../state/sqs.ts';
import { checkQueueName } from './queue-name.ts';
import { mergeTags } from '../tags/merge-tags.ts';

interface Input {
  QueueName: string;
  Attributes?: Record<string, string>;
  tags?: Record<string, string>;
}

/** Creates a queue, or answers the URL of the one that has this name and these attributes already. */
export function createQueue(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'CreateQueue',
    shape: {
      type: 'structure',
      members: {
        QueueName: { type: 'string' },
        Attributes: { type: 'map', of: { type: 'string' } },
        tags: { type: 'map', of: { type: 'string' } },
      },
      required: ['QueueName'],
    },
    run({ QueueName: name, Attributes = {}, tags = {} }, { endpoint }) {
      const fifo = Attributes['FifoQueue'] === 'true';
      checkQueueName(name, fifo);
      const attributes = parseAttributes(fifo, Attributes);
      const answer = { QueueUrl: formatQueueUrl(sqs, endpoint, name) };

      const existing = sqs.queues.get(name);
      if (existing) {
        checkSameAttributes(existing, attributes);
        sqs.metrics.active(existing);
        return answer;
      }

      const nowMs = sqs.clock.nowMs();
      checkNameFree(sqs, name, nowMs);
      const arn = formatArn(sqs.account, 'sqs', name);
      checkRedriveTarget(sqs, { arn, fifo }, attributes);
      const merged = mergeAttributes(new Map(), attributes);
      const queue = createQueueState(
        {
          name,
          arn,
          fifo,
          attributes: merged,
          settings: readSettings(merged),
          tags: mergeTags(new Map(), tags),
        },
        nowMs,
        sqs.journal,
      );
      sqs.queues.set(name, queue);
      sqs.journal.queueChanged(queue);
      sqs.metrics.active(queue);
      return answer;
    },
  };
}

function checkSameAttributes(queue: Queue, asked: ParsedAttributes): void {
  for (const [name, value] of asked) {
    if ((effectiveValue(queue.attributes, name) ?? '') !== value) {
      throw new Fault(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${name}`,
      );
    }
  }
}

function checkNameFree(sqs: Sqs, name: string, nowMs: number): void {
  const untilMs = sqs.deletedUntilMs.get(name);
  if (untilMs === undefined) return;
  if (nowMs < untilMs) {
    throw new Fault(
      'QueueDeletedRecently',
      'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
    );
  }
  sqs.deletedUntilMs.delete(name);
  sqs.journal.nameTaken(name, undefined);
}
