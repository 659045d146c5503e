import type { Locator, Page } from '@playwright/test';

/** The page of one job. */
export interface RedriveJobPage {
  open(id: string): Promise<void>;
  /** `Running`, `Watching`, `Stopped`, `Completed`, … */
  status: Locator;
  /** Where it is, in words. */
  main: Locator;
  /** One stage, from 1. */
  stage(number: number): Locator;
  /** One term of the sum: `selected`, `moved`, `skipped`, `failed`, `left`. */
  total(label: string): Locator;
  /** Messages with an outcome: `succeeded`, `dead again`, … */
  outcome(label: string): Locator;
  showList(title: 'Failed' | 'May be doubled' | 'Skipped' | 'Moved' | 'Sent back' | 'Deleted'): Promise<void>;
  messages: Locator;
  /** Presses the button and confirms what it says. */
  control(button: 'Pause' | 'Resume' | 'Cancel job'): Promise<void>;
  restOfIt: Locator;
}

/** `deskUrl` is needed only for a desk other than the run's. */
export function redriveJobPage(page: Page, deskUrl = ''): RedriveJobPage {
  const main = page.getByRole('main');
  const figure = (region: string, label: string) =>
    main
      .getByRole('region', { name: region })
      .getByRole('definition')
      .and(main.locator('dt', { hasText: new RegExp(`^${label}$`) }).locator('xpath=following-sibling::dd'));
  return {
    async open(id) {
      await page.goto(`${deskUrl}/redrives/${id}`);
      await main.getByRole('region', { name: 'Totals' }).waitFor();
    },
    status: main.getByRole('heading', { level: 1 }).getByRole('status'),
    main,
    stage: (number) =>
      main
        .getByRole('region', { name: 'Stages' })
        .getByRole('listitem')
        .filter({ hasText: `Stage ${number}:` }),
    total: (label) => figure('Totals', label),
    outcome: (label) => figure('Outcome', label),
    async showList(title) {
      await main.getByRole('tab', { name: new RegExp(`^${title}`) }).click();
    },
    messages: main
      .getByRole('table', { name: 'Messages of the job' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') }),
    async control(button) {
      await main.getByRole('button', { name: button }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: button }).click();
    },
    restOfIt: main.getByRole('button', { name: 'Redrive the rest…' }),
  };
}
