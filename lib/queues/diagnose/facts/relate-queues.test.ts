import { describe, expect, it } from 'vitest';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { relateQueues } from './relate-queues.ts';

const queue = (name: string, deadLetterQueue?: string) =>
  ({
    name,
    retentionSeconds: 60,
    redrivePolicy: deadLetterQueue === undefined ? null : { deadLetterQueue, maxReceiveCount: 3 },
  }) as QueueAttributes;

describe('relateQueues', () => {
  const dlq = queue('dlq');
  const [b, a, lost, hidden, away] = [
    queue('b', 'dlq'),
    queue('a', 'dlq'),
    queue('lost', 'gone'),
    queue('hidden', 'secret'),
    queue('away', 'arn:aws:sqs:eu-west-1:111122223333:dlq'),
  ];
  const relate = relateQueues([dlq, b, a, lost, hidden, away], ['secret']);

  it('finds the sources of a dead-letter queue by name, and the way back', () => {
    expect(relate(dlq)).toEqual({
      deadLetterSources: [
        { name: 'a', retentionSeconds: 60 },
        { name: 'b', retentionSeconds: 60 },
      ],
      deadLetterQueue: null,
      exhausted: null,
    });
    expect(relate(a)).toMatchObject({ deadLetterSources: [], deadLetterQueue: dlq });
  });

  it('tells a queue that is missing from one that may not be read', () => {
    expect(relate(lost).deadLetterQueue).toBe('missing');
    expect(relate(hidden).deadLetterQueue).toBeNull();
  });

  it('takes no queue of this account for one of the same name elsewhere', () => {
    expect(relate(away).deadLetterQueue).toBeNull();
  });
});
