import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { mapConcurrently } from '#lib/flow/map-concurrently';

const CONCURRENT_CREATIONS = 24;

/** What the account holds: 1,200 queues in all. */
const ACCOUNT = { pairs: 500, chains: 40, fifoPairs: 20, shared: 10 } as const;
export const QUEUES = 1200;
/** Pairs whose attributes the account refuses. */
export const REFUSED = /^(source|dlq)-49[0-4]$/;

interface Wanted {
  name: string;
  deadLetterQueue?: string;
}

/** Last dead-letter queues first, because a redrive policy names a queue that exists. */
const LEVELS: readonly Wanted[][] = [
  [
    ...times(ACCOUNT.pairs, (n) => ({ name: `dlq-${n}` })),
    ...times(ACCOUNT.chains, (n) => ({ name: `chain-${n}-last` })),
    ...times(ACCOUNT.fifoPairs, (n) => ({ name: `dlq-${n}.fifo` })),
    ...times(ACCOUNT.shared, (n) => ({ name: `shared-${n}` })),
  ],
  [
    ...times(ACCOUNT.pairs, (n) => ({ name: `source-${n}`, deadLetterQueue: `dlq-${n}` })),
    ...times(ACCOUNT.chains, (n) => ({ name: `chain-${n}-dlq`, deadLetterQueue: `chain-${n}-last` })),
    ...times(ACCOUNT.fifoPairs, (n) => ({ name: `source-${n}.fifo`, deadLetterQueue: `dlq-${n}.fifo` })),
    ...times(ACCOUNT.shared * 3, (n) => ({
      name: `sharing-${n}`,
      deadLetterQueue: `shared-${n % ACCOUNT.shared}`,
    })),
  ],
  times(ACCOUNT.chains, (n) => ({ name: `chain-${n}`, deadLetterQueue: `chain-${n}-dlq` })),
];

/** Creates the queues of {@link ACCOUNT}. */
export async function fillAccount(sqs: SQSClient): Promise<void> {
  for (const level of LEVELS) {
    await mapConcurrently(level, CONCURRENT_CREATIONS, ({ name, deadLetterQueue }) =>
      sqs.send(
        new CreateQueueCommand({
          QueueName: name,
          Attributes: {
            ...(name.endsWith('.fifo') && { FifoQueue: 'true', ContentBasedDeduplication: 'true' }),
            ...(deadLetterQueue && { RedrivePolicy: policyOf(deadLetterQueue) }),
          },
        }),
      ),
    );
  }
}

function policyOf(deadLetterQueue: string): string {
  const deadLetterTargetArn = `arn:aws:sqs:us-east-1:000000000000:${deadLetterQueue}`;
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 });
}

function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
