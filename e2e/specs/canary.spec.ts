import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { processor } from '#infra/functions';
import { deadLetterQueue, mainQueue } from '#infra/queues';
import { deadLettersPage } from '../pages/dead-letters-page.ts';
import { redriveJobPage } from '../pages/redrive-job-page.ts';
import { countMessages, findQueue, sendAll } from '../support/queue-contents.ts';
import { expect, test } from '../support/test.ts';

const DECLINED = 9;
const OTHERS = 4;

/** Fails until the function is told to accept everything, which is how a fix looks from outside. */
const declined = Array.from({ length: DECLINED }, (_, index) =>
  JSON.stringify({ order: index, simulate: { error: 'PaymentDeclined', message: 'card 4711 declined' } }),
);
const others = Array.from({ length: OTHERS }, (_, index) =>
  JSON.stringify({ order: 100 + index, simulate: { error: 'StockServiceDown' } }),
);

test('a cause is found, tried, seen to come back, mended, tried again and put through', async ({
  page,
  startDesk,
}) => {
  test.setTimeout(180_000);
  const desk = await startDesk();
  const { clients } = desk;
  const source = await findQueue(clients.sqs, mainQueue.name);
  const deadLetters = await findQueue(clients.sqs, deadLetterQueue.name);
  await sendAll(clients.sqs, source, [...declined, ...others]);
  await expect
    .poll(() => countMessages(clients.sqs, deadLetters), { timeout: 60_000 })
    .toBe(DECLINED + OTHERS);

  const dead = deadLettersPage(page, desk.url);
  const job = redriveJobPage(page, desk.url);
  const tryPaymentDeclined = async (count: number) => {
    await dead.open(deadLetterQueue.name);
    await dead.readUntil(DECLINED + OTHERS);
    const group = dead.groups.getByRole('button', { name: /PaymentDeclined/ }).first();
    await expect(group).toContainText(String(count));
    await group.click();
    await dead.propose('This group');
    await expect(dead.redrive.plan).toContainText(String(count));
    await dead.redrive.start();
    await dead.job.getByRole('link', { name: 'Show job' }).click();
    await expect(page).toHaveURL(/\/redrives\/j[0-9a-f]{24}$/);
  };

  await test.step('the trial stops by itself while the processor still fails', async () => {
    await tryPaymentDeclined(DECLINED);
    await expect(job.status).toHaveText(/Stopped/, { timeout: 60_000 });
    await expect(job.main).toContainText('The same cause came back');
    await expect(job.main).toContainText('PaymentDeclined');
    await expect(job.total('moved')).toHaveText('1');
  });

  await test.step('the message of the trial dies again, and is counted as that', async () => {
    await expect
      .poll(() => countMessages(clients.sqs, deadLetters), { timeout: 60_000 })
      .toBe(DECLINED + OTHERS);
    await page.reload();
    await expect(job.status).toHaveText(/Stopped/);
    await expect(job.outcome('dead again')).toHaveText('1');
  });

  await clients.lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: processor.functionName,
      Environment: { Variables: { ...processor.environment, PROCESSOR_RULE: 'accept-all' } },
    }),
  );

  await test.step('with the fix deployed it goes through all stages', async () => {
    await tryPaymentDeclined(DECLINED);
    await expect(job.status).toHaveText(/Completed/, { timeout: 90_000 });
    await expect(job.total('moved')).toHaveText(String(DECLINED));
    await expect(job.total('left')).toHaveText('0');
    await expect(job.outcome('succeeded')).toHaveText(String(DECLINED), { timeout: 30_000 });
  });

  expect(await countMessages(clients.sqs, deadLetters), 'the others stay').toBe(OTHERS);
  expect(await countMessages(clients.sqs, source)).toBe(0);
});
