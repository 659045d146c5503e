import { StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { deadLettersPage } from '../pages/dead-letters-page.ts';
import { queuePage } from '../pages/queue-page.ts';
import { redriveDialog } from '../pages/redrive-dialog.ts';
import { redriveJobPage } from '../pages/redrive-job-page.ts';
import { redrivesPage } from '../pages/redrives-page.ts';
import { expectNoViolations } from '../support/accessibility.ts';
import { sendAll } from '../support/queue-contents.ts';
import { expect, test } from '../support/test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`WCAG A and AA, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('overview, first run and palette', async ({ page, clients, makePair }) => {
      const { deadLetters } = await makePair();
      await sendAll(clients.sqs, deadLetters, ['dead']);
      await page.goto('/');
      await expect(page.getByRole('link', { name: `1 dead letter in ${deadLetters.name}` })).toBeVisible();
      await expectNoViolations(page);

      const firstRun = page.getByRole('region', { name: 'Watch messages fail, retry, die and come back' });
      const testRun = page.getByRole('button', { name: 'Test run' });
      await expect(firstRun.or(testRun)).toBeVisible();
      if (await testRun.isVisible()) await testRun.click();
      await expect(firstRun).toBeVisible();
      await expectNoViolations(page);

      await page.getByRole('button', { name: /^Search/ }).click();
      await expect(page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
      await expectNoViolations(page);
    });

    test('queue, send panel and what was sent', async ({ page, makePair }) => {
      const { source, deadLetters } = await makePair();
      const queue = queuePage(page);
      await queue.open(source.name);
      await expect(page.getByRole('region', { name: 'Configuration' })).toBeVisible();
      await expectNoViolations(page);

      await queue.openSendPanel();
      await queue.addAttribute({ name: 'tenant', type: 'String', value: 'acme' });
      await expectNoViolations(page);

      await queue.sendButton.click();
      await expect(queue.sendPanel.getByRole('status').filter({ hasText: 'accepted' })).toBeVisible();
      await expectNoViolations(page);

      await queue.body.fill('x'.repeat(300_000));
      await expect(queue.sendPanel).toContainText('are more than');
      await expectNoViolations(page);

      await queue.open(deadLetters.name);
      await expectNoViolations(page);
    });

    test('dead letters, drawer, dialogs and job', async ({ page, clients, makePair }) => {
      const { source, deadLetters } = await makePair();
      const attributes = { tenant: { DataType: 'String', StringValue: 'acme' } };
      const dead = deadLettersPage(page);
      await dead.open(deadLetters.name);
      await expect(page.getByText('No dead letters')).toBeVisible();
      await expectNoViolations(page);

      await sendAll(
        clients.sqs,
        deadLetters,
        ['{"order": {"id": 1, "lines": [1, 2]}}', 'plain text'],
        attributes,
      );
      await dead.readUntil(2);
      await expectNoViolations(page);

      await dead.openMessage(dead.rows.first());
      await expect(dead.drawer).toBeVisible();
      await expectNoViolations(page);
      await dead.drawer.getByRole('button', { name: 'Close' }).click();

      await dead.find('body.order.id:1 (');
      await expect(dead.query).toHaveAttribute('aria-invalid', 'true');
      await expectNoViolations(page);
      await dead.find('');

      await dead.selectAll();
      await page.getByRole('button', { name: 'Delete selected…' }).click();
      await expect(dead.deletion).toBeVisible();
      await expectNoViolations(page);
      await dead.deletion.getByRole('button', { name: 'Keep them' }).click();

      await dead.propose('Selected messages');
      await dead.redrive.setTrial(false);
      await dead.redrive.setTarget(source.name);
      await expectNoViolations(page);
      await dead.redrive.start();
      await expect(dead.job).toContainText('2 of 2 moved');
      await expectNoViolations(page);
    });

    test('a move task that failed', async ({ page, clients, makePair }) => {
      const { deadLetters } = await makePair();
      await sendAll(clients.sqs, deadLetters, ['sent here directly']);
      const dead = deadLettersPage(page);
      await dead.open(deadLetters.name);
      await dead.readUntil(1);
      await clients.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetters.arn }));
      await expect(dead.moveTask.getByRole('status')).toContainText('The redrive failed');
      await expectNoViolations(page);
    });

    test('redrives, restore of a file, its plan, its job and the end of that', async ({ page, makePair }) => {
      const { source } = await makePair({ consumed: false });
      const redrives = redrivesPage(page);
      await redrives.open();
      await expectNoViolations(page);

      const lines = [1, 2, 3].map((order) => JSON.stringify({ body: `${colorScheme} order ${order}` }));
      await redrives.restore({ name: 'orders.ndjson', content: lines.join('\n') });
      const dialog = redriveDialog(page);
      await dialog.setTarget(source.name);
      await expect(dialog.startButton).toHaveText('Try 1 of 3 first');
      await expect(dialog.startButton).toBeEnabled();
      await dialog.dialog.getByText('Change messages on the way').click();
      await dialog.dialog.getByText('Advanced').click();
      await expectNoViolations(page);

      await dialog.start();
      const job = redriveJobPage(page);
      await expect(job.status).toHaveText('Watching');
      await expect(job.stage(1)).toContainText('1 pending');
      await job.showList('Sent back');
      await expect(job.messages).toHaveCount(1);
      await expectNoViolations(page);

      await page.getByRole('button', { name: 'Cancel job' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel job' }).click();
      await expect(job.status).toHaveText('Cancelled');
      await expectNoViolations(page);

      await redrives.open();
      await expect(redrives.rows.first()).toContainText('1 of 3 sent back, 2 left');
      await expectNoViolations(page);
    });

    test('pages that cannot be shown', async ({ page, makePair }) => {
      const { source } = await makePair({ consumed: false });
      await page.goto('/queues/nowhere');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no queue named nowhere');
      await expectNoViolations(page);

      await page.goto(`/queues/${source.name}/dead-letters`);
      await expect(deadLettersPage(page).estimate).toContainText('is not read by the desk');
      await expectNoViolations(page);

      await page.goto('/redrives/nothing');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such redrive');
      await expectNoViolations(page);
    });
  });
}
