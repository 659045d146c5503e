import { receiveAll, sendAll } from '../support/queue-contents.ts';
import { expect, test } from '../support/test.ts';

/** How often the desk must have looked again before a page counts as watched. */
const LOOKS = 3;

test('looking at a queue leaves its receive counts alone', async ({
  page,
  clients,
  makePair,
  observeDesk,
}) => {
  const { source, deadLetters } = await makePair({ consumed: false });
  await sendAll(clients.sqs, source, ['one', 'two', 'three', 'four', 'five']);
  await sendAll(clients.sqs, deadLetters, ['dead one', 'dead two']);
  const desk = await observeDesk();

  const { requests } = desk.proxy;
  const looks = () =>
    requests.filter(({ action, subject }) => action === 'GetQueueAttributes' && subject === source.name)
      .length;
  const paths = [
    '/',
    `/queues/${source.name}`,
    `/queues/${deadLetters.name}`,
    `/queues/${deadLetters.name}/dead-letters`,
  ];
  for (const path of paths) {
    const before = looks();
    await page.goto(desk.url + path);
    await expect.poll(looks, `watched ${path}`).toBeGreaterThanOrEqual(before + LOOKS);
  }

  const received = () =>
    new Set(requests.filter(({ action }) => action === 'ReceiveMessage').map(({ subject }) => subject));
  await expect(page.getByText(/^Read 2 messages at/), 'the last page has had its look').toBeVisible();
  expect(received(), 'only the dead letters were looked into').toEqual(new Set([deadLetters.name]));

  const messages = await receiveAll(clients.sqs, source);
  expect(messages.map(({ Attributes }) => Attributes?.['ApproximateReceiveCount'])).toEqual([
    '1',
    '1',
    '1',
    '1',
    '1',
  ]);
});

test('a scan of a source queue is refused', async ({ request, clients, makePair, baseURL }) => {
  const { source } = await makePair({ consumed: false });
  await sendAll(clients.sqs, source, ['one']);
  const response = await request.post(`/api/queues/${source.name}/scan`, {
    data: {},
    headers: { origin: baseURL ?? '' },
  });
  expect(response.status()).toBeGreaterThanOrEqual(400);
  expect(response.status()).toBeLessThan(500);
  const [message] = await receiveAll(clients.sqs, source);
  expect(message?.Attributes?.['ApproximateReceiveCount']).toBe('1');
});
