import { queuePage } from '../pages/queue-page.ts';
import { countMessages, receiveAll } from '../support/queue-contents.ts';
import { expect, test } from '../support/test.ts';

test('a good message is processed and the queue is empty', async ({ page, clients, makePair }) => {
  const { source, deadLetters } = await makePair();
  const desk = queuePage(page);
  await desk.open(source.name);
  await desk.openSendPanel();
  await desk.chooseTemplate('Succeeds');
  await desk.sendButton.click();
  await expect(desk.sendPanel.getByRole('status')).toContainText('1 message accepted by SQS');

  await expect(desk.attempt('1')).toContainText('1');
  await expect(desk.pipeline).toContainText('Done1');
  await expect(desk.attempt('1')).toContainText('0 failed');
  expect(await countMessages(clients.sqs, source)).toBe(0);
  expect(await countMessages(clients.sqs, deadLetters)).toBe(0);
});

test('a failing message is attempted three times and dies with its body and attributes', async ({
  page,
  clients,
  makePair,
}) => {
  const { source, deadLetters } = await makePair();
  const body = '{"order": 17, "note": "this will FAIL — äöü 🧯"}';
  const desk = queuePage(page);
  await desk.open(source.name);
  await desk.openSendPanel();
  await desk.body.fill(body);
  await desk.addAttribute({ name: 'tenant', type: 'String', value: 'acme' });
  await desk.addAttribute({ name: 'weight', type: 'Number.kg', value: '12.50' });
  await desk.addAttribute({ name: 'seal', type: 'Binary', value: 'AAECA/8=' });
  await desk.sendButton.click();
  await expect(desk.sendPanel.getByRole('status')).toContainText('1 message accepted by SQS');

  for (const attempt of ['1', '2', '3']) await expect(desk.attempt(attempt)).toContainText('1 failed');
  await expect(desk.station('Dead letters')).toContainText('Dead letters1');

  expect(await countMessages(clients.sqs, source)).toBe(0);
  const dead = await receiveAll(clients.sqs, deadLetters);
  expect(dead).toHaveLength(1);
  expect(dead[0]).toMatchObject({
    Body: body,
    Attributes: { ApproximateReceiveCount: '4', DeadLetterQueueSourceArn: source.arn },
    MessageAttributes: {
      tenant: { DataType: 'String', StringValue: 'acme' },
      weight: { DataType: 'Number.kg', StringValue: '12.50' },
      seal: { DataType: 'Binary', BinaryValue: Uint8Array.from([0, 1, 2, 3, 255]) },
    },
  });
});
