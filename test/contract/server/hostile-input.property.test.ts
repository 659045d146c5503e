import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../support/endpoint.ts';
import { ownEngineOnly } from '../support/only.ts';
import { faultsOfRefusal, post } from '../support/post.ts';

const contract = contractEndpoint();
const thrownAway = ownEngineOnly('random input may leave anything behind');

const MEMBERS = [
  'QueueName',
  'Attributes',
  'AttributeNames',
  'Tags',
  'TagKeys',
  'MessageBody',
  'DelaySeconds',
  'MessageAttributes',
  'MessageSystemAttributes',
  'MessageGroupId',
  'Entries',
  'MaxNumberOfMessages',
  'VisibilityTimeout',
  'ReceiptHandle',
  'MessageAttributeNames',
  'MaxResults',
  'NextToken',
  'SourceArn',
  'DestinationArn',
  'TaskHandle',
];

const ACTIONS = [
  'CreateQueue',
  'GetQueueUrl',
  'ListQueues',
  'GetQueueAttributes',
  'SetQueueAttributes',
  'ListDeadLetterSourceQueues',
  'SendMessage',
  'SendMessageBatch',
  'ReceiveMessage',
  'DeleteMessage',
  'DeleteMessageBatch',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'TagQueue',
  'UntagQueue',
  'ListQueueTags',
  'StartMessageMoveTask',
  'ListMessageMoveTasks',
  'CancelMessageMoveTask',
];

const entry = fc.record(
  {
    Id: fc.oneof(fc.constantFrom('a', 'b'), fc.jsonValue()),
    MessageBody: fc.jsonValue(),
    ReceiptHandle: fc.jsonValue(),
    VisibilityTimeout: fc.jsonValue(),
    MessageAttributes: fc.dictionary(
      fc.string(),
      fc.record({ DataType: fc.string(), StringValue: fc.string() }),
    ),
  },
  { requiredKeys: [] },
);
const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.array(entry, { maxLength: 12 }));
const input = fc.dictionary(fc.constantFrom(...MEMBERS), value, { maxKeys: 5 });

describe.runIf(thrownAway.holds)(`whatever a client sends${thrownAway.unless}`, () => {
  it.each(ACTIONS)('%s answers in JSON, never with a 5xx', async (action) => {
    const queue = await createQueue(contract.sqs);
    await fc.assert(
      fc.asyncProperty(input, async (members) => {
        const reply = await post(contract, {
          target: `AmazonSQS.${action}`,
          body: { QueueUrl: queue.url, ...members, WaitTimeSeconds: 0 },
        });
        expect(reply.status === 200 ? [] : faultsOfRefusal(reply)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
