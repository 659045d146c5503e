import { readFile } from 'node:fs/promises';
import { deadLettersPage } from '../pages/dead-letters-page.ts';
import { queuePage } from '../pages/queue-page.ts';
import { countMessages, readDepth, receiveAll, sendAll } from '../support/queue-contents.ts';
import { expect, test } from '../support/test.ts';

const orders = Array.from({ length: 60 }, (_, index) =>
  JSON.stringify({ order: { id: `A-${index}`, type: index % 3 === 0 ? 'refund' : 'order' }, total: index }),
);

/** More than are read without asking first. */
const MANY = 10_050;

test('messages are found by a query, grouped by a field of theirs and sorted, all of it in the address', async ({
  page,
  clients,
  makePair,
}) => {
  const { deadLetters } = await makePair({ consumed: false });
  await sendAll(clients.sqs, deadLetters, orders);
  const dead = deadLettersPage(page);
  await dead.open(deadLetters.name);
  await expect(dead.table).toHaveAttribute('aria-rowcount', '61');

  await dead.find('body.total>=30');
  await expect(dead.table).toHaveAttribute('aria-rowcount', '31');
  await dead.groupBy('order.type');
  await expect(dead.groups.getByRole('button', { name: /^order.*20/ })).toBeVisible();
  await dead.groups.getByRole('button', { name: /^refund.*10/ }).click();
  await expect(dead.table).toHaveAttribute('aria-rowcount', '11');
  await expect(page).toHaveURL(/q=body\.total/);

  await page.reload();
  await expect(dead.table, 'the address has it all').toHaveAttribute('aria-rowcount', '11');
  await expect(dead.rows.filter({ hasText: '"A-57"' })).toBeVisible();

  await dead.find('body.total>=30 AND (');
  await expect(dead.query).toHaveAttribute('aria-invalid', 'true');
  await expect(dead.table, 'what was understood last stays').toHaveAttribute('aria-rowcount', '11');
});

test('a selection outlives the query it was made with, and is exported as it was', async ({
  page,
  clients,
  makePair,
}) => {
  const { deadLetters } = await makePair({ consumed: false });
  await sendAll(clients.sqs, deadLetters, orders, { tenant: { DataType: 'String', StringValue: 'acme' } });
  const dead = deadLettersPage(page);
  await dead.open(deadLetters.name);
  await dead.find('body.order.type:refund');
  await expect(dead.table).toHaveAttribute('aria-rowcount', '21');
  await dead.selectAll();
  await dead.find('');
  await expect(dead.table).toHaveAttribute('aria-rowcount', '61');
  await expect(page.getByText('20 selected', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: /selected.* as NDJSON/i }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\n');
  const exported = lines.map((line) => JSON.parse(line) as { body: string; queue: string });
  expect(exported.map(({ body }) => body).toSorted()).toEqual(
    orders.filter((body) => body.includes('refund')).toSorted(),
  );
  expect(new Set(exported.map(({ queue }) => queue))).toEqual(new Set([deadLetters.name]));
});

test('what is deleted leaves the table and the queue, and the job says so', async ({
  page,
  clients,
  makePair,
}) => {
  const { deadLetters } = await makePair({ consumed: false });
  await sendAll(clients.sqs, deadLetters, orders.slice(0, 6));
  const dead = deadLettersPage(page);
  await dead.open(deadLetters.name);
  await dead.find('body.order.type:refund');
  await expect(dead.table).toHaveAttribute('aria-rowcount', '3');
  await dead.selectAll();
  await page.getByRole('button', { name: 'Delete selected…' }).click();
  await dead.deletion.getByRole('textbox', { name: 'Reason' }).fill('Refunded by hand');
  await dead.deletion.getByRole('button', { name: 'Delete 2 messages' }).click();

  await expect(dead.job).toContainText('2 of 2 deleted');
  await expect(dead.table).toHaveAttribute('aria-rowcount', '1');
  await dead.find('');
  await expect(dead.table).toHaveAttribute('aria-rowcount', '5');
  const left = await receiveAll(clients.sqs, deadLetters);
  expect(left.map(({ Body = '' }) => Body).toSorted()).toEqual(
    orders
      .slice(0, 6)
      .filter((body) => !body.includes('refund'))
      .toSorted(),
  );
  await dead.job.getByRole('link', { name: 'Show job' }).click();
  await expect(page).toHaveURL(/\/redrives\/[\w-]+$/);
});

test('a queue whose messages a look could dead-letter is read only after a yes', async ({
  page,
  clients,
  makePair,
  observeDesk,
}) => {
  const { source } = await makePair({ consumed: false });
  await sendAll(clients.sqs, source, ['one', 'two']);
  const { url, proxy } = await observeDesk();
  const dead = deadLettersPage(page, url);
  await dead.open(source.name);
  await expect(dead.estimate).toContainText('without your yes');
  expect(proxy.requests.some(({ action }) => action === 'ReceiveMessage')).toBe(false);
  await dead.estimate.getByRole('button', { name: 'Read anyway' }).click();
  await expect(dead.rows).toHaveCount(2);
});

test('many messages are read only after a yes, and given back at once when the page is left', async ({
  page,
  clients,
  makePair,
}) => {
  test.slow();
  const { source, deadLetters } = await makePair({ consumed: false });
  const bodies = Array.from({ length: MANY }, (_, index) => `message ${index}`);
  await sendAll(clients.sqs, deadLetters, bodies);
  const dead = deadLettersPage(page);
  await dead.open(deadLetters.name);
  await expect(dead.estimate).toContainText('10,050');
  expect(await readDepth(clients.sqs, deadLetters)).toEqual({ visible: MANY, inFlight: 0, delayed: 0 });
  await dead.estimate.getByRole('button', { name: /^Read about/ }).click();
  await expect(dead.rows.nth(5)).toBeVisible();

  await page.getByRole('navigation').getByRole('link', { name: 'Queues', exact: true }).first().click();
  await expect(page.getByRole('table', { name: 'Queues' })).toBeVisible();
  // Well before they would return by themselves.
  await expect.poll(() => readDepth(clients.sqs, deadLetters)).toMatchObject({ visible: MANY, inFlight: 0 });
  await queuePage(page).open(source.name);
  expect(await countMessages(clients.sqs, deadLetters)).toBe(MANY);
});
