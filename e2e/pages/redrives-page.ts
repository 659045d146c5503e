import type { Locator, Page } from '@playwright/test';

/** The page of all redrives. */
export interface RedrivesPage {
  open(): Promise<void>;
  /** Jobs and move tasks, newest first, without the head. */
  rows: Locator;
  /** Chooses a file to send back; the dialog of the restore follows. */
  restore(file: { name: string; content: string }): Promise<void>;
}

/** `deskUrl` is needed only for a desk other than the run's. */
export function redrivesPage(page: Page, deskUrl = ''): RedrivesPage {
  return {
    async open() {
      await page.goto(`${deskUrl}/redrives`);
      await page.getByRole('heading', { level: 1, name: 'Redrives' }).waitFor();
    },
    rows: page
      .getByRole('table', { name: 'Redrives' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') }),
    async restore({ name, content }) {
      await page.getByRole('button', { name: 'Restore a file…' }).click();
      const chooser = page.getByRole('dialog', { name: 'Restore a file' });
      await chooser
        .getByLabel('Choose a file')
        .setInputFiles({ name, mimeType: 'application/x-ndjson', buffer: Buffer.from(content) });
    },
  };
}
