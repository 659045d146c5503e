import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { redrivePolicy } from '#test/factories/dead-letters';
import { createQueue, readAttribute, type TestQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { refusal } from '../../support/refusal.ts';

const contract = contractEndpoint();

/** The texts and the choice between the two are not on record. */
const REFUSALS = ['InvalidAttributeValue', 'InvalidParameterValueException'];

const allow = (queue: TestQueue, policy: unknown) =>
  new SetQueueAttributesCommand({
    QueueUrl: queue.url,
    Attributes: { RedriveAllowPolicy: typeof policy === 'string' ? policy : JSON.stringify(policy) },
  });
const useAsTarget = (queue: TestQueue, deadLetters: TestQueue) =>
  new SetQueueAttributesCommand({
    QueueUrl: queue.url,
    Attributes: { RedrivePolicy: redrivePolicy(deadLetters.arn, 3) },
  });

async function createTwo(): Promise<{ queue: TestQueue; deadLetters: TestQueue }> {
  return { queue: await createQueue(contract.sqs), deadLetters: await createQueue(contract.sqs) };
}

describe('RedriveAllowPolicy: wire', () => {
  it('comes back as the JSON it was', async () => {
    const { queue, deadLetters } = await createTwo();
    const policy = { redrivePermission: 'byQueue', sourceQueueArns: [queue.arn] };
    await contract.sqs.send(allow(deadLetters, policy));
    const stored = await readAttribute(contract.sqs, deadLetters.url, 'RedriveAllowPolicy');
    expect(JSON.parse(stored)).toEqual(policy);
  });
});

describe('RedriveAllowPolicy: validation', () => {
  it.each([
    ['text that is no JSON', 'not json'],
    ['an unknown permission', { redrivePermission: 'someOfThem' }],
    [
      'source queues with allowAll',
      { redrivePermission: 'allowAll', sourceQueueArns: ['arn:aws:sqs:us-east-1:1:a'] },
    ],
    [
      'eleven source queues',
      {
        redrivePermission: 'byQueue',
        sourceQueueArns: Array.from({ length: 11 }, (_, n) => `arn:aws:sqs:us-east-1:000000000000:q${n}`),
      },
    ],
  ])('refuses %s', async (_, policy) => {
    const { deadLetters } = await createTwo();
    const got = await refusal(contract, allow(deadLetters, policy));
    expect(REFUSALS).toContain(got.type);
    expect(got.status).toBe(400);
  });
});

describe('RedriveAllowPolicy: behaviour', () => {
  it('lets every queue in without one', async () => {
    const { queue, deadLetters } = await createTwo();
    await contract.sqs.send(useAsTarget(queue, deadLetters));
    const stored = await readAttribute(contract.sqs, queue.url, 'RedrivePolicy');
    expect(stored).toContain(deadLetters.arn);
  });

  it('denyAll keeps every queue out', async () => {
    const { queue, deadLetters } = await createTwo();
    await contract.sqs.send(allow(deadLetters, { redrivePermission: 'denyAll' }));
    expect(REFUSALS).toContain((await refusal(contract, useAsTarget(queue, deadLetters))).type);
    await contract.sqs.send(allow(deadLetters, { redrivePermission: 'allowAll' }));
    await expect(contract.sqs.send(useAsTarget(queue, deadLetters))).resolves.toBeDefined();
  });

  it('byQueue lets in whom it names, nobody else', async () => {
    const { queue, deadLetters } = await createTwo();
    const stranger = await createQueue(contract.sqs);
    await contract.sqs.send(
      allow(deadLetters, { redrivePermission: 'byQueue', sourceQueueArns: [queue.arn] }),
    );
    await contract.sqs.send(useAsTarget(queue, deadLetters));
    expect(REFUSALS).toContain((await refusal(contract, useAsTarget(stranger, deadLetters))).type);
  });
});
