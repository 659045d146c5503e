import { LambdaClient, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { deadLetterQueue, mainQueue } from '#infra/queues';
import { deadLettersPage } from '../pages/dead-letters-page.ts';
import { queuePage } from '../pages/queue-page.ts';
import { countMessages, findQueue, sendAll } from '../support/queue-contents.ts';
import { expectNoViolations } from '../support/accessibility.ts';
import { expect, test } from '../support/test.ts';

const fails = (error: string, message: string, times?: number) =>
  JSON.stringify({ simulate: { error, message, ...(times !== undefined && { times }) } });

/** Three causes in the words of nine failures, and one message that succeeds at its second attempt. */
const BODIES = [
  fails('PaymentDeclined', 'Card 4711 of order A-1001 was declined at 2026-11-25T03:12:09Z.'),
  fails('PaymentDeclined', 'Card 9920 of order A-1002 was declined at 2026-11-25T03:12:11Z.'),
  fails('PaymentDeclined', 'Card 1234 of order B-77 was declined at 2026-11-25T04:00:00Z.'),
  fails('PaymentDeclined', 'Card 8080 of order C-9 was declined at 2026-11-26T01:00:00Z.'),
  fails('StockTimeout', 'GET http://10.1.2.3:8080/stock/991 took 30012 ms'),
  fails('StockTimeout', 'GET http://10.9.0.17:8080/stock/3 took 31999 ms'),
  fails('StockTimeout', 'GET http://stock.internal:80/stock/8812 took 30500 ms'),
  fails('AddressNotFound', 'No address for customer 3f2504e0-4f89-11d3-9a0c-0305e82c3301'),
  fails('AddressNotFound', 'No address for customer 6fa459ea-ee8a-3ca4-894e-db77e160355e'),
  fails('PaymentDeclined', 'Card 5 of order D-5 was declined at 2026-11-26T01:00:00Z.', 1),
];

test('every dead letter tells why it failed, in groups that ignore ids, times and hosts', async ({
  page,
  clients,
  makePair,
}) => {
  const { source, deadLetters } = await makePair();
  await sendAll(clients.sqs, source, BODIES);
  await expect.poll(() => countMessages(clients.sqs, deadLetters)).toBe(9);

  const dead = deadLettersPage(page);
  await dead.open(deadLetters.name);
  await expect(dead.rows).toHaveCount(9);
  await expect(dead.groups.getByRole('button', { name: /PaymentDeclined.*4/ })).toBeVisible();
  await expect(dead.groups.getByRole('button')).toHaveText([
    /^All causes/,
    /^PaymentDeclined/,
    /^StockTimeout/,
    /^AddressNotFound/,
  ]);

  await dead.groups.getByRole('button', { name: /^StockTimeout/ }).click();
  await expect(dead.rows).toHaveCount(3);
  await expect(page).toHaveURL(/group=v1-/);
  await page.reload();
  await expect(dead.rows, 'the cause is in the address').toHaveCount(3);

  await dead.openMessage(dead.rows.first());
  await expect(dead.timeline.getByText(/^Attempt \d/)).toHaveText(['Attempt 1', 'Attempt 2', 'Attempt 3']);
  await expect(dead.timeline.getByText('failed', { exact: true })).toHaveCount(3);
  await expect(dead.timeline).toContainText('StockTimeout');
  await expect(dead.timeline).toContainText(/visibility timeout 3 s/);
  await dead.timeline.locator('summary').first().click();
  await expect(dead.timeline.getByText(/process-message\.ts/).first()).toBeVisible();
  await expectNoViolations(page);
});

test('the queue shows its causes, how many attempts messages need, and which are retried now', async ({
  page,
  clients,
  makePair,
}) => {
  const { source, deadLetters } = await makePair();
  await sendAll(clients.sqs, source, BODIES);
  await expect.poll(() => countMessages(clients.sqs, deadLetters)).toBe(9);

  const queue = queuePage(page);
  await queue.open(source.name);
  await expect(queue.causes.getByRole('listitem')).toHaveCount(3);
  const declined = queue.causes.getByRole('listitem').first();
  await expect(declined).toContainText('PaymentDeclined');
  await expect(declined, '4 messages failed three times, one once').toContainText('13');
  await expect(declined).toContainText('5 messages');

  // Came, succeeded, share; one was done with its second attempt.
  const figures = (label: string) => queue.funnelLine(label).getByRole('cell');
  await expect(figures('1')).toHaveText(['10', '0', '0 %']);
  await expect(figures('2')).toHaveText(['10', '1', '10 %']);
  await expect(figures('3')).toHaveText(['9', '0', '0 %']);
  await expect(figures('Died')).toHaveText(['', '9', '90 %']);
  await expect(queue.retrying).toContainText('No message is between two attempts.');
  await expectNoViolations(page);

  await clients.sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: source.url, Attributes: { VisibilityTimeout: '600' } }),
  );
  await sendAll(clients.sqs, source, [
    fails('StockTimeout', 'GET http://10.1.2.3:8080/stock/5 took 30001 ms'),
  ]);
  const row = queue.retrying.getByRole('row').filter({ hasText: 'StockTimeout' });
  await expect(row).toContainText('1 of 3');
  await expect(row).toContainText('2 left');
  await expect(row).toContainText(/in (9|10) min/);

  await row.getByRole('button').first().click();
  const drawer = page.getByRole('dialog', { name: /^Message / });
  await expect(drawer.getByRole('region', { name: 'Attempts' })).toContainText('took 30001 ms');
  await expect(drawer).toContainText(/Next attempt in (9|10) min/);
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  await declined.getByRole('link', { name: /^Open its dead letters: PaymentDeclined/ }).click();
  await expect(deadLettersPage(page).rows).toHaveCount(4);
});

test('a function that times out is recorded as such, one that is killed is inferred', async ({
  page,
  startDesk,
}) => {
  const { url, engineUrl, clients } = await startDesk();
  const source = await findQueue(clients.sqs, mainQueue.name);
  const deadLetters = await findQueue(clients.sqs, deadLetterQueue.name);
  const settings = { endpoint: engineUrl, region: 'us-east-1' };
  const lambda = new LambdaClient({ ...settings, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'processor', Timeout: 1 }));
  lambda.destroy();

  await sendAll(clients.sqs, source, [JSON.stringify({ simulate: { delayMs: 60_000 } })]);
  await expect.poll(() => countMessages(clients.sqs, deadLetters), { timeout: 40_000 }).toBe(1);
  await sendAll(clients.sqs, source, [JSON.stringify({ simulate: { crash: true } })]);
  await expect.poll(() => countMessages(clients.sqs, deadLetters), { timeout: 40_000 }).toBe(2);

  const dead = deadLettersPage(page, url);
  await dead.open(deadLetterQueue.name);
  await expect(dead.rows).toHaveCount(2);
  await dead.openMessage(dead.rows.filter({ hasText: 'delayMs' }));
  await expect(dead.timeline.getByText('timed out', { exact: true })).toHaveCount(3);
  await expect(dead.timeline).toContainText('within its timeout of 1 s');
  await dead.openMessage(dead.rows.filter({ hasText: 'crash' }));
  await expect(dead.timeline.getByText('killed', { exact: true })).toHaveCount(3);
  await expect(dead.timeline.getByText('inferred', { exact: true })).toHaveCount(3);
});

test('the set-up of a queue is judged: each finding has its reason and what to do', async ({
  page,
  clients,
  makePair,
}) => {
  const { source } = await makePair();
  await clients.sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: source.url,
      Attributes: { VisibilityTimeout: '5', MessageRetentionPeriod: '1209600' },
    }),
  );
  const queue = queuePage(page);
  await queue.open(source.name);
  const finding = (text: RegExp) => queue.findings.getByRole('listitem').filter({ hasText: text });
  await expect(finding(/[Vv]isibility timeout/)).toHaveCount(1);
  const more = queue.findings.getByRole('button', { name: /^Show/ });
  if (await more.isVisible()) await more.click();
  await expect(finding(/alarm/i)).toHaveCount(1);
  await finding(/[Vv]isibility timeout/)
    .locator('summary')
    .click();
  await expect(finding(/[Vv]isibility timeout/)).toContainText('Why');
  await expect(finding(/[Vv]isibility timeout/)).toContainText('VisibilityTimeout');
  await expectNoViolations(page);

  await page.goto('/');
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: source.name, exact: true }) });
  await expect(row).toContainText(/\d/);
});
