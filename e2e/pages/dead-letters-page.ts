import { expect, type Locator, type Page } from '@playwright/test';

/** The page of one dead-letter queue: what was read, the drawer of one message, and redriving. */
export interface DeadLettersPage {
  open(name: string): Promise<void>;
  /** Reads again until so many messages are in the table. */
  readUntil(count: number): Promise<void>;
  table: Locator;
  /** The rows of messages, without the head. */
  rows: Locator;
  /** Causes of the messages that were read, as buttons that filter. */
  causes: Locator;
  drawer: Locator;
  /** Attempts of the message in the drawer. */
  timeline: Locator;
  openMessage(row: Locator): Promise<void>;
  /** Selects every message and opens the dialog of a redrive. */
  proposeSelected(): Promise<void>;
  /** Opens the dialog for everything; `ratePerSecond` absent leaves the rate to AWS. */
  proposeAll(ratePerSecond?: number): Promise<void>;
  dialog: Locator;
  /** Presses the dialog's own button. */
  confirm(): Promise<void>;
  /** What became of the selected messages. */
  result: Locator;
  moveTask: Locator;
}

/** `deskUrl` is needed only for a desk other than the run's. */
export function deadLettersPage(page: Page, deskUrl = ''): DeadLettersPage {
  const table = page.getByRole('table', { name: 'Dead letters', exact: true });
  const dialog = page.getByRole('dialog', { name: /^(Redrive |What was redriven)/ });
  const status = page.getByRole('status').filter({ hasText: /^Read / });
  const proposeWith = async (button: string | RegExp) => {
    await page.getByRole('main').getByRole('button', { name: button }).click();
    await dialog.waitFor();
  };
  return {
    async open(name) {
      await page.goto(`${deskUrl}/queues/${name}/dead-letters`);
      await page.getByRole('heading', { level: 1, name: `Dead letters in ${name}` }).waitFor();
    },
    async readUntil(count) {
      await expect(async () => {
        await page.getByRole('button', { name: /^Read (again|messages)$/ }).click();
        await expect(status).toBeVisible({ timeout: 5_000 });
        await expect(table).toHaveAttribute('aria-rowcount', String(count + 1), { timeout: 500 });
      }).toPass();
    },
    table,
    rows: table.getByRole('row').filter({ has: page.getByRole('cell') }),
    causes: page.getByRole('region', { name: 'Causes' }),
    drawer: page.getByRole('dialog', { name: /^Message / }),
    timeline: page.getByRole('dialog', { name: /^Message / }).getByRole('region', { name: 'Attempts' }),
    async openMessage(row) {
      await row.getByRole('button').first().click();
    },
    async proposeSelected() {
      await table.getByRole('checkbox', { name: 'Select all messages' }).check();
      await proposeWith(/^Redrive selected/);
    },
    async proposeAll(ratePerSecond) {
      await proposeWith('Redrive all');
      if (ratePerSecond === undefined) return;
      await dialog.getByRole('radio', { name: 'At most' }).check();
      await dialog.getByRole('spinbutton', { name: 'Messages per second' }).fill(String(ratePerSecond));
    },
    dialog,
    async confirm() {
      await dialog.getByRole('button', { name: /^Redrive / }).click();
    },
    result: dialog.getByRole('group', { name: 'Result' }),
    moveTask: page.getByRole('region', { name: 'Move task' }),
  };
}
