import { expect, type Locator, type Page } from '@playwright/test';
import { redriveDialog, type RedriveDialog } from './redrive-dialog.ts';

/** What can be redriven, by the names of the menu. */
export type RedriveScope = 'Selected messages' | 'This group' | 'These results' | 'Everything in the queue';

/** The page of one dead-letter queue: what was read, in groups and as a table, the drawer of one message, and redriving. */
export interface DeadLettersPage {
  open(name: string): Promise<void>;
  /** Reads again until so many messages are in the table. */
  readUntil(count: number): Promise<void>;
  /** How much was read, and whether that was all. */
  coverage: Locator;
  query: Locator;
  /** Writes the whole query and leaves the input, so that no completions are in the way. */
  find(query: string): Promise<void>;
  table: Locator;
  /** The rows of messages, without the head. */
  rows: Locator;
  /** Messages in groups, as buttons that filter. */
  groups: Locator;
  groupBy(name: string): Promise<void>;
  drawer: Locator;
  /** Attempts of the message in the drawer. */
  timeline: Locator;
  openMessage(row: Locator): Promise<void>;
  /** What reading would take and do, before it is done. */
  estimate: Locator;
  /** Selects every message that matches. */
  selectAll(): Promise<void>;
  /** Opens the dialog of a redrive, from the menu. */
  propose(scope: RedriveScope): Promise<void>;
  redrive: RedriveDialog;
  deletion: Locator;
  /** The latest job of this queue that is worth one's while. */
  job: Locator;
  moveTask: Locator;
}

/** `deskUrl` is needed only for a desk other than the run's. */
export function deadLettersPage(page: Page, deskUrl = ''): DeadLettersPage {
  const main = page.getByRole('main');
  const query = main.getByRole('combobox', { name: 'Query' });
  const table = page.getByRole('grid', { name: 'Dead letters', exact: true });
  const coverage = main.getByRole('status').filter({ hasText: /^(Read |Reading|Not read)/ });
  const groups = main.getByRole('region', { name: 'Groups' });
  const drawer = page.getByRole('dialog', { name: /^Message / });
  const redrive = redriveDialog(page);
  return {
    async open(name) {
      await page.goto(`${deskUrl}/queues/${name}/dead-letters`);
      await page.getByRole('heading', { level: 1, name: `Dead letters in ${name}` }).waitFor();
    },
    async readUntil(count) {
      await expect(async () => {
        await main
          .getByRole('button', { name: /^Read (again|messages)$/ })
          .first()
          .click();
        await expect(coverage).toContainText(/^Read /, { timeout: 5_000 });
        await expect(table).toHaveAttribute('aria-rowcount', String(count + 1), { timeout: 500 });
      }).toPass();
    },
    coverage,
    query,
    async find(text) {
      await query.fill(text);
      await query.blur();
    },
    table,
    rows: table.getByRole('row').filter({ has: page.getByRole('gridcell') }),
    groups,
    async groupBy(name) {
      await groups.getByRole('combobox').selectOption({ label: name });
    },
    drawer,
    timeline: drawer.getByRole('region', { name: 'Attempts' }),
    async openMessage(row) {
      await row.getByRole('button').first().click();
    },
    estimate: main.getByRole('region', { name: /^Before .* is read$|is not read by the desk/ }),
    async selectAll() {
      const box = table.getByRole('checkbox', { name: 'Select all messages' });
      // The ids come from the worker, so the box is checked a moment after the click.
      await box.click();
      await expect(box).toBeChecked();
    },
    async propose(scope) {
      await main.getByRole('button', { name: 'What to redrive' }).click();
      await page
        .getByRole('dialog', { name: 'What to redrive' })
        .getByRole('button', { name: new RegExp(`^${scope}`) })
        .click();
      await redrive.dialog.waitFor();
    },
    redrive,
    deletion: page.getByRole('alertdialog', { name: /^Delete / }),
    job: main.getByRole('region', { name: 'Redrive job' }),
    moveTask: main.getByRole('region', { name: 'Move task' }),
  };
}
