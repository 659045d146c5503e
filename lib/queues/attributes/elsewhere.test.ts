import { afterEach, describe, expect, it } from 'vitest';
import { describeQueue } from '#lib/queues/describe-queue';
import { listQueues } from '#lib/queues/list-queues';
import { createDeadLetterPair, redrivePolicy } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { isElsewhere, queueNameBeside } from './elsewhere.ts';

const own = 'arn:aws:sqs:us-east-1:000000000000:orders';

describe('queueNameBeside', () => {
  it.each([
    ['arn:aws:sqs:us-east-1:000000000000:dlq', 'dlq'],
    ['arn:aws:sqs:eu-west-1:000000000000:dlq', 'arn:aws:sqs:eu-west-1:000000000000:dlq'],
    ['arn:aws:sqs:us-east-1:111122223333:dlq', 'arn:aws:sqs:us-east-1:111122223333:dlq'],
  ])('calls %s %s', (arn, name) => {
    expect(queueNameBeside(own, arn)).toBe(name);
    expect(isElsewhere(name)).toBe(name === arn);
  });
});

describe('a redrive policy that names a queue of another account', () => {
  const desk = openDesk();
  afterEach(() => desk.proxy.heal());

  it('is shown as it is, and no queue of the same name here is taken for it', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs);
    const away = deadLetters.arn.replace('000000000000', '111122223333');
    desk.proxy.fail(({ action, body }) =>
      action === 'GetQueueAttributes' && String(body['QueueUrl']).endsWith(source.name)
        ? { kind: 'rewrite', answer: ({ Attributes }) => ({ Attributes: pointTo(away, Attributes) }) }
        : { kind: 'pass' },
    );
    const ctx = desk.freshContext();
    const { queues } = await listQueues({ ctx });
    const find = (name: string) => queues.find((queue) => queue.name === name);
    expect(find(source.name)).toMatchObject({ deadLetterQueue: away, findings: { danger: 0 } });
    expect(find(deadLetters.name)?.deadLetterSources).toEqual([]);

    const detail = await describeQueue({ ctx, input: { name: source.name } });
    expect(detail).toMatchObject({ deadLetterQueue: away, deadLetterDepth: null });
    expect(detail.unavailable).toContainEqual({
      part: 'deadLetterDepth',
      code: 'aws-refused',
      message: expect.stringContaining('another account or region') as string,
    });
  });
});

function pointTo(arn: string, attributes: unknown) {
  return { ...(attributes as Record<string, string>), RedrivePolicy: redrivePolicy(arn, 3) };
}
