import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { ListMessageMoveTasksCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { processor } from '#infra/functions';
import { deadLettersPage } from '../pages/dead-letters-page.ts';
import { countMessages, readDepth, sendAll } from '../support/queue-contents.ts';
import { createQueuePair } from '../support/queue-pair.ts';
import { expect, test } from '../support/test.ts';

const MESSAGES = 200;
const DYING = 100;
/** Slow enough to be cancelled on the way. */
const RATE_PER_SECOND = 10;

const mixed = Array.from({ length: MESSAGES }, (_, index) =>
  index % 2 === 0 ? `order ${index} will fail` : `order ${index} is good`,
);

test('redrive all with a rate, cancel midway, redrive the rest: the totals add up', async ({
  page,
  startDesk,
}) => {
  const { url, clients } = await startDesk();
  const { source, deadLetters, setConsumer } = await createQueuePair({ clients, name: 'orders' });
  const { sqs } = clients;
  await sendAll(sqs, source, mixed);
  await expect.poll(() => readDepth(sqs, deadLetters)).toEqual({ visible: DYING, inFlight: 0, delayed: 0 });
  expect(await countMessages(sqs, source)).toBe(0);
  await setConsumer(false);

  const dead = deadLettersPage(page, url);
  await dead.open(deadLetters.name);
  await expect(dead.table).toHaveAttribute('aria-rowcount', String(DYING + 1));
  await dead.propose('Everything in the queue');
  await dead.redrive.chooseMoveTask();
  await dead.redrive.setRate(RATE_PER_SECOND);
  await dead.redrive.start();
  await expect(dead.moveTask.getByRole('status')).toContainText('Redriving');
  await expect.poll(() => countMessages(sqs, source)).toBeGreaterThan(RATE_PER_SECOND);
  await dead.moveTask.getByRole('button', { name: 'Cancel redrive' }).click();
  await expect(dead.moveTask.getByRole('status')).toContainText('Cancelled');

  expect(await latestTask(sqs, deadLetters.arn)).toMatchObject({
    Status: 'CANCELLED',
    MaxNumberOfMessagesPerSecond: RATE_PER_SECOND,
  });
  const moved = await countMessages(sqs, source);
  expect(moved).toBeGreaterThan(RATE_PER_SECOND);
  expect(moved).toBeLessThan(DYING);
  await expect.poll(() => readDepth(sqs, deadLetters)).toMatchObject({ visible: DYING - moved });

  await dead.moveTask.getByRole('button', { name: 'Redrive the rest' }).click();
  await dead.redrive.chooseMoveTask();
  await dead.redrive.start();
  await expect(dead.moveTask.getByRole('status')).toContainText('Redriven');
  await expect.poll(() => countMessages(sqs, deadLetters)).toBe(0);
  expect(await countMessages(sqs, source)).toBe(DYING);
  expect(await latestTask(sqs, deadLetters.arn)).toMatchObject({ Status: 'COMPLETED' });
  await expect(page.getByRole('table', { name: 'Recent move tasks' }).getByRole('row')).toHaveCount(3);

  // The fix is deployed; every one of the hundred is processed and none comes back.
  await clients.lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: processor.functionName,
      Environment: { Variables: { ...processor.environment, PROCESSOR_RULE: 'accept-all' } },
    }),
  );
  await setConsumer(true);
  await expect.poll(() => countMessages(sqs, source)).toBe(0);
  expect(await countMessages(sqs, deadLetters)).toBe(0);
});

async function latestTask(sqs: SQSClient, sourceArn: string) {
  const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: sourceArn }));
  return Results[0];
}
