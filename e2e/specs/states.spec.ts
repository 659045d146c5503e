import { deadLetterQueue, mainQueue } from '#infra/queues';
import { deadLettersPage } from '../pages/dead-letters-page.ts';
import { queuePage } from '../pages/queue-page.ts';
import { countMessages, findQueue, receiveAll } from '../support/queue-contents.ts';
import { expect, test } from '../support/test.ts';

test('an unknown queue is named, and leads back to all queues', async ({ page, request }) => {
  await page.goto('/queues/nowhere');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no queue named nowhere');
  await page.getByRole('link', { name: 'All queues' }).click();
  await expect(page.getByRole('table', { name: 'Queues' })).toBeVisible();

  const response = await request.get('/api/queues/nowhere');
  expect(response.status()).toBe(404);
  expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('nowhere') } });
});

for (const path of ['/queues/%zz', '/api/queues/%zz', '/api/queues/%E0%A4/metrics']) {
  test(`an address that cannot be decoded is a bad request: ${path}`, async ({ baseURL }) => {
    const response = await fetch(baseURL + path);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid-input' } });
  });
}

test('when AWS cannot be reached the banner names the endpoint, and goes when it is back', async ({
  page,
  makePair,
  observeDesk,
}) => {
  const { source } = await makePair();
  const { url, proxy } = await observeDesk();
  const queue = queuePage(page, url);
  await queue.open(source.name);
  await proxy.goDown();
  const banner = page.getByRole('alert').filter({ hasText: 'AWS cannot be reached' });
  await expect(banner).toContainText(`AWS cannot be reached at ${proxy.url}.`);
  await expect(queue.pipeline, 'what was read before stays').toBeVisible();

  await page.goto(url);
  await expect(banner).toContainText(proxy.url);
  await proxy.comeBack();
  await expect(banner).toBeHidden();
  await expect(page.getByRole('rowheader', { name: source.name, exact: true })).toBeVisible();
});

test('the first run leads a batch through the whole loop', async ({ page, startDesk }) => {
  test.slow();
  const { url, clients } = await startDesk();
  await page.goto(url);
  const firstRun = page.getByRole('region', { name: 'Watch messages fail, retry, die and come back' });
  const steps = firstRun.getByRole('list', { name: 'What happens to them' }).getByRole('listitem');
  await expect(steps).toHaveCount(5);
  await expect(steps.filter({ hasText: 'Done:' })).toHaveCount(0);

  await firstRun.getByRole('button', { name: `Send test batch to ${mainQueue.name}` }).click();
  await expect(steps.filter({ hasText: 'Done:' })).toHaveCount(4, { timeout: 60_000 });
  const dead = await findQueue(clients.sqs, deadLetterQueue.name);
  expect(await countMessages(clients.sqs, dead)).toBe(4);

  await firstRun.getByRole('link', { name: 'Open dead letters' }).click();
  const letters = deadLettersPage(page, url);
  await expect(letters.rows).toHaveCount(4);
  await letters.selectAll();
  await letters.propose('Selected messages');
  await letters.redrive.setTrial(false);
  await letters.redrive.start();
  await expect(letters.job).toContainText('4 of 4 moved');
  // Two of them succeed now; two die again.
  await expect.poll(() => countMessages(clients.sqs, dead), { timeout: 40_000 }).toBe(2);
  await page.goto(url);
  await expect(steps.filter({ hasText: 'Done:' })).toHaveCount(5);
});

test('an over-long message is refused with its size and the limit, and nothing is sent', async ({
  page,
  request,
  clients,
  makePair,
  baseURL,
}) => {
  const { source } = await makePair({ consumed: false });
  const queue = queuePage(page);
  await queue.open(source.name);
  await queue.openSendPanel();
  await queue.body.fill('x'.repeat(300 * 1024));
  await expect(queue.sendPanel).toContainText('307,200 bytes are more than this queue’s maximum of 262,144.');
  await expect(queue.sendButton).toBeDisabled();

  const response = await request.post(`/api/queues/${source.name}/messages`, {
    data: { bodies: ['short', 'x'.repeat(262_145)] },
    headers: { origin: baseURL ?? '' },
  });
  expect(response.status()).toBe(400);
  const { error } = (await response.json()) as { error: { message: string; field: string } };
  expect(error.field).toBe('bodies.1');
  expect(error.message).toContain('262,145');
  expect(error.message).toContain('262,144');
  expect(await countMessages(clients.sqs, source)).toBe(0);
});

test('when SQS refuses a part of a batch, the page says which part', async ({
  page,
  clients,
  makePair,
  observeDesk,
}) => {
  const { source } = await makePair({ consumed: false });
  const { url, proxy } = await observeDesk();
  const queue = queuePage(page, url);
  await queue.open(source.name);
  await queue.openSendPanel();
  await queue.chooseTemplate('Mixed batch');
  proxy.refuseNextEntry({ code: 'InternalError', message: 'We encountered an internal error.' });
  await queue.sendButton.click();
  await expect(queue.sendPanel.getByRole('alert')).toContainText('11 of 12 messages accepted, 1 refused.');
  const refused = queue.sendPanel.getByRole('list', { name: 'Refused messages' }).getByRole('listitem');
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText('InternalError: We encountered an internal error.');

  const sent = await receiveAll(clients.sqs, source);
  expect(new Set(sent.map(({ Body }) => Body)).size).toBe(11);
});
