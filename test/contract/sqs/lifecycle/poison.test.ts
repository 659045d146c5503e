import { describe, expect, it } from 'vitest';
import { receive, receiveOne, sendOne } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { ownEngineOnly } from '../../support/only.ts';

const contract = contractEndpoint();

const FAILURES = 4;
const ordered = ownEngineOnly('AWS may do so and does not promise it');

describe.runIf(ordered.holds)(
  `a message of a standard queue that fails again and again${ordered.unless}`,
  () => {
    it('goes behind younger ones when it comes back', async () => {
      const queue = await createQueue(contract.sqs);
      const poison = await sendOne(contract.sqs, queue.url);
      for (let failure = 1; failure < FAILURES; failure += 1) {
        expect((await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 0 })).MessageId).toBe(poison);
      }
      await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 5 });
      const younger = [await sendOne(contract.sqs, queue.url), await sendOne(contract.sqs, queue.url)];
      await contract.pass(6_000);

      const order: (string | undefined)[] = [];
      for (let place = 0; place < 3; place += 1) {
        const [message] = await receive(contract.sqs, queue.url, { MaxNumberOfMessages: 1 });
        order.push(message?.MessageId);
      }
      expect(order).toEqual([...younger, poison]);
    });
  },
);
