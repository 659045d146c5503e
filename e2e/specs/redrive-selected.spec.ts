import { deadLettersPage } from '../pages/dead-letters-page.ts';
import { queuePage } from '../pages/queue-page.ts';
import { countMessages, receiveAll, sendAll } from '../support/queue-contents.ts';
import { expect, test } from '../support/test.ts';

/** Fails as often as the queue allows, and succeeds after that: its cause is gone once it is dead. */
const DIES_ONCE = JSON.stringify({ order: 4711, simulate: { error: 'StockServiceDown', times: 3 } });

test('a message whose cause is gone is redriven and processed', async ({ page, clients, makePair }) => {
  const { source, deadLetters } = await makePair();
  await sendAll(clients.sqs, source, [DIES_ONCE], { tenant: { DataType: 'String', StringValue: 'acme' } });
  await expect.poll(() => countMessages(clients.sqs, deadLetters)).toBe(1);

  const dead = deadLettersPage(page);
  await dead.open(deadLetters.name);
  await expect(dead.rows).toHaveCount(1);
  await dead.openMessage(dead.rows.first());
  await expect(dead.drawer.getByRole('region', { name: 'Body' })).toContainText('StockServiceDown');
  await expect(dead.drawer.getByRole('table', { name: 'Message attributes' })).toContainText('acme');
  await dead.drawer.getByRole('button', { name: 'Redrive this message' }).click();
  await expect(dead.redrive.plan).toContainText(source.name);
  await dead.redrive.start();
  await expect(dead.job).toContainText('1 of 1 moved');

  await expect.poll(() => countMessages(clients.sqs, deadLetters)).toBe(0);
  await expect.poll(() => countMessages(clients.sqs, source)).toBe(0);
  const queue = queuePage(page);
  await queue.open(source.name);
  await expect(queue.attempt('4'), 'attempts count on over the redrive').toContainText('0 failed');
  await expect(queue.station('Done')).toContainText('1');
  expect(await countMessages(clients.sqs, deadLetters), 'it did not die again').toBe(0);
});

test('selected messages move with every byte and attribute, the others stay', async ({
  page,
  clients,
  makePair,
}) => {
  const { source, deadLetters, setConsumer } = await makePair();
  const chosen = 'chosen, will FAIL\n\t"quoted" äöü 🧯 </script>';
  const attributes = {
    text: { DataType: 'String', StringValue: '<b>ü</b>' },
    weight: { DataType: 'Number.kg', StringValue: '12.50' },
    seal: { DataType: 'Binary.sha256', BinaryValue: Uint8Array.from([0, 1, 2, 253, 254, 255]) },
  };
  await sendAll(clients.sqs, source, [chosen], attributes);
  await sendAll(clients.sqs, source, ['stays, will fail too', 'stays and fails as well']);
  await expect.poll(() => countMessages(clients.sqs, deadLetters)).toBe(3);
  await setConsumer(false);

  const dead = deadLettersPage(page);
  await dead.open(deadLetters.name);
  await expect(dead.rows).toHaveCount(3);
  await dead.find('chosen');
  await expect(dead.rows).toHaveCount(1);
  await dead.selectAll();
  await dead.propose('Selected messages');
  await dead.redrive.start();
  await expect(dead.job).toContainText('1 of 1 moved');

  const moved = await receiveAll(clients.sqs, source);
  expect(moved).toHaveLength(1);
  expect(moved[0]).toMatchObject({
    Body: chosen,
    MessageAttributes: attributes,
    Attributes: { ApproximateReceiveCount: '1' },
  });
  await expect.poll(() => countMessages(clients.sqs, deadLetters)).toBe(2);
});
