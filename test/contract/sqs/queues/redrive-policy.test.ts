import { GetQueueAttributesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { redrivePolicy } from '#test/factories/dead-letters';
import { createQueue, readAttribute, uniqueQueueName } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { refusal } from '../../support/refusal.ts';

const contract = contractEndpoint();

/** The texts and the choice between the two are not on record. */
const REFUSALS = ['InvalidAttributeValue', 'InvalidParameterValueException'];

const set = (QueueUrl: string, RedrivePolicy: string) =>
  new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } });

async function policyOf(QueueUrl: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readAttribute(contract.sqs, QueueUrl, 'RedrivePolicy')) as Record<string, unknown>;
}

describe('RedrivePolicy: wire', () => {
  it('comes back as JSON with target and count', async () => {
    const deadLetters = await createQueue(contract.sqs);
    const queue = await createQueue(contract.sqs, { RedrivePolicy: redrivePolicy(deadLetters.arn, 3) });
    expect(await policyOf(queue.url)).toEqual({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 3 });
  });
});

describe('RedrivePolicy: validation', () => {
  it.each([0, -1, 1_001, 1.5, 'three', ''])('refuses maxReceiveCount %j', async (count) => {
    const deadLetters = await createQueue(contract.sqs);
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, set(queue.url, redrivePolicy(deadLetters.arn, count)));
    expect(REFUSALS).toContain(got.type);
    expect(got.status).toBe(400);
  });

  it.each([1, 1_000, '1', '1000'])('takes maxReceiveCount %j', async (count) => {
    const deadLetters = await createQueue(contract.sqs);
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(set(queue.url, redrivePolicy(deadLetters.arn, count)));
    expect(Number((await policyOf(queue.url))['maxReceiveCount'])).toBe(Number(count));
  });

  it.each([
    ['text that is no JSON', 'not json'],
    ['a JSON array', '[]'],
    ['JSON null', 'null'],
    ['no target', '{"maxReceiveCount":3}'],
    ['an empty target', '{"deadLetterTargetArn":"","maxReceiveCount":3}'],
    ['a target that is no ARN', '{"deadLetterTargetArn":"main-queue","maxReceiveCount":3}'],
  ])('refuses %s', async (_, policy) => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, set(queue.url, policy));
    expect(REFUSALS).toContain(got.type);
  });

  it('refuses a target that does not exist', async () => {
    const queue = await createQueue(contract.sqs);
    const nowhere = queue.arn.replace(queue.name, uniqueQueueName('nowhere'));
    expect(REFUSALS).toContain((await refusal(contract, set(queue.url, redrivePolicy(nowhere, 3)))).type);
  });

  it.each([
    ['region', 3, 'ap-southeast-7'],
    ['account', 4, '210987654321'],
  ])('refuses a target in another %s', async (_, part, other) => {
    const deadLetters = await createQueue(contract.sqs);
    const queue = await createQueue(contract.sqs);
    const elsewhere = deadLetters.arn.split(':').with(part, other).join(':');
    expect(REFUSALS).toContain((await refusal(contract, set(queue.url, redrivePolicy(elsewhere, 3)))).type);
  });

  it('keeps the former policy when it refuses', async () => {
    const deadLetters = await createQueue(contract.sqs);
    const queue = await createQueue(contract.sqs, { RedrivePolicy: redrivePolicy(deadLetters.arn, 3) });
    await refusal(contract, set(queue.url, redrivePolicy(deadLetters.arn, 1_001)));
    expect((await policyOf(queue.url))['maxReceiveCount']).toBe(3);
  });
});

describe('RedrivePolicy: behaviour', () => {
  it('replaces the former one', async () => {
    const [first, second] = [await createQueue(contract.sqs), await createQueue(contract.sqs)];
    const queue = await createQueue(contract.sqs, { RedrivePolicy: redrivePolicy(first.arn, 3) });
    await contract.sqs.send(set(queue.url, redrivePolicy(second.arn, 7)));
    expect(await policyOf(queue.url)).toEqual({ deadLetterTargetArn: second.arn, maxReceiveCount: 7 });
  });

  it('goes away with an empty string', async () => {
    const deadLetters = await createQueue(contract.sqs);
    const queue = await createQueue(contract.sqs, { RedrivePolicy: redrivePolicy(deadLetters.arn, 3) });
    await contract.sqs.send(set(queue.url, ''));
    const { Attributes = {} } = await contract.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['All'] }),
    );
    expect(Attributes).not.toHaveProperty('RedrivePolicy');
    expect(Attributes).toHaveProperty('QueueArn');
  });
});
