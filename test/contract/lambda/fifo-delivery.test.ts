import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { FunctionDefinition } from '#engine/lambda/function-definition';
import { startLambda, withFunctions } from './start.ts';

/** A mapped FIFO queue with these messages, `group/body` each, sent in this order before the mapping is there. */
async function start(
  handler: string,
  messages: string[],
  { BatchSize = 10, ...change }: Partial<FunctionDefinition> & { BatchSize?: number } = {},
) {
  const context = await startLambda({ [handler]: change });
  const { url, arn } = await context.createQueue('orders.fifo', {
    FifoQueue: 'true',
    VisibilityTimeout: '30',
  });
  for (const message of messages) {
    await context.sqs.send(
      new SendMessageCommand({
        QueueUrl: url,
        MessageBody: message,
        MessageGroupId: message.charAt(0),
        MessageDeduplicationId: message.replace('/', '-'),
      }),
    );
  }
  await context.map({
    FunctionName: handler.split('.')[1],
    EventSourceArn: arn,
    BatchSize,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  return context;
}

const delivered = (lines: string[]) =>
  lines.filter((line) => line.startsWith('delivered ')).map((line) => line.slice('delivered '.length));

describe.runIf(withFunctions.holds)(`a mapping of a FIFO queue${withFunctions.unless}`, () => {
  it('gives back what failed and what was not tried, in order, with the next receive count', async () => {
    const { clock, logged, lines } = await start('consumes.stopsAtFailure', [
      'a/1',
      'a/2-fail',
      'a/3',
      'a/4',
    ]);
    await logged(/^REPORT/);
    expect(delivered(lines)).toEqual(['a/1 1', 'a/2-fail 1', 'a/3 1', 'a/4 1']);
    await clock.advance(30_000);
    await logged(/^REPORT/, 2);
    expect(delivered(lines).slice(4)).toEqual(['a/2-fail 2', 'a/3 2', 'a/4 2']);
  });

  it('puts several groups into one batch', async () => {
    const { logged, lines } = await start('consumes.succeeds', ['a/1', 'b/1', 'a/2', 'c/1']);
    await logged(/^REPORT/);
    expect(delivered(lines)).toEqual(['a/1 1', 'a/2 1', 'b/1 1', 'c/1 1']);
    expect(lines.filter((line) => line.startsWith('START'))).toHaveLength(1);
  });

  it('runs no more batches at a time than groups have messages', async () => {
    const { clock, logged, lines } = await start('fails.hangs', ['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/3'], {
      BatchSize: 1,
    });
    await logged(/^hanging/, 2);
    await clock.advance(2_000);
    expect(lines.filter((line) => line === 'hanging')).toHaveLength(2);
    await clock.advance(1_000);
    await logged(/^REPORT/, 2);
    // The groups stay locked until the visibility timeout of what timed out has ended.
    await clock.advance(20_000);
    expect(lines.filter((line) => line === 'hanging')).toHaveLength(2);
  });
});
