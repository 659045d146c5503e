import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { readDepth, uniqueQueueName } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { ownEngineOnly } from '../../support/only.ts';
import { post } from '../../support/post.ts';
import { refusal } from '../../support/refusal.ts';

const contract = contractEndpoint();
const LIMIT = 120_000;
const BATCH_SIZE = 10;
const affordable = ownEngineOnly('takes 24,000 calls');

/** Without the SDK, whose own work would be most of these tests' time. */
async function call(action: string, body: object) {
  const reply = await post(contract, { target: `AmazonSQS.${action}`, body });
  if (reply.status !== 200) throw new TypeError(reply.text);
  return reply.json as { Messages?: { ReceiptHandle: string }[] };
}

/** A queue with `LIMIT` messages in flight and ten more visible; returns its URL and one receipt handle. */
async function fill(fifo: boolean) {
  const { QueueUrl = '' } = await contract.sqs.send(
    new CreateQueueCommand({
      QueueName: uniqueQueueName() + (fifo ? '.fifo' : ''),
      Attributes: { VisibilityTimeout: '43200', ...(fifo && { FifoQueue: 'true' }) },
    }),
  );
  let handle: string | undefined;
  for (let sent = 0; sent < LIMIT + BATCH_SIZE; sent += BATCH_SIZE) {
    const Entries = Array.from({ length: BATCH_SIZE }, (_, index) => ({
      Id: `${index}`,
      MessageBody: 'x',
      ...(fifo && { MessageGroupId: `g${sent}`, MessageDeduplicationId: `${sent + index}` }),
    }));
    await call('SendMessageBatch', { QueueUrl, Entries });
    if (sent === LIMIT) break;
    const { Messages = [] } = await call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: BATCH_SIZE });
    handle = Messages[0]?.ReceiptHandle;
  }
  return { url: QueueUrl, handle };
}

describe.runIf(affordable.holds)(`120,000 messages in flight${affordable.unless}`, () => {
  it(
    'refuse a short poll of a standard queue, let a long poll wait, and give again after a delete',
    { timeout: 120_000 },
    async () => {
      const { url, handle } = await fill(false);
      expect(await readDepth(contract.sqs, url)).toMatchObject({ visible: 10, inFlight: LIMIT });
      const got = await refusal(contract, new ReceiveMessageCommand({ QueueUrl: url }));
      expect([got.status, got.type, got.queryError]).toEqual([403, 'OverLimit', 'OverLimit;Sender']);

      const polled = contract.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 1, MaxNumberOfMessages: BATCH_SIZE }),
      );
      await contract.arrived();
      await contract.pass(1_000);
      expect(await polled).not.toHaveProperty('Messages');

      await contract.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));
      const { Messages } = await contract.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: BATCH_SIZE }),
      );
      expect(Messages).toHaveLength(1);
    },
  );

  it('make a FIFO queue give nothing, without an error', { timeout: 120_000 }, async () => {
    const { url } = await fill(true);
    expect(await contract.sqs.send(new ReceiveMessageCommand({ QueueUrl: url }))).not.toHaveProperty(
      'Messages',
    );
    expect(await readDepth(contract.sqs, url)).toMatchObject({ visible: 10, inFlight: LIMIT });
  });
});
