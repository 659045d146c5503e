import type { Locator, Page } from '@playwright/test';

/** The dialog of a redrive or a restore: choices on the left, the plan on the right. */
export interface RedriveDialog {
  dialog: Locator;
  /** What will happen; complete when it names a number of messages. */
  plan: Locator;
  notes: Locator;
  /** Puts the trial run off, or on again. */
  setTrial(on: boolean): Promise<void>;
  setRate(perSecond: number): Promise<void>;
  /** Sends to a queue of one's own choice. */
  setTarget(queue: string): Promise<void>;
  giveReason(reason: string): Promise<void>;
  /** Leaves everything, unchanged, to AWS. */
  chooseMoveTask(): Promise<void>;
  /** The button that starts it, whatever it says that it will do. */
  startButton: Locator;
  /** Presses it once the plan allows that. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export function redriveDialog(page: Page): RedriveDialog {
  const dialog = page.getByRole('dialog', { name: /^(Redrive|Restore) / });
  const plan = dialog.getByRole('region', { name: 'What will happen' });
  const startButton = dialog.getByRole('button', { name: /^(Try|Redrive|Restore|Start) / });
  return {
    dialog,
    plan,
    notes: plan.getByRole('list', { name: 'Notes' }),
    async setTrial(on) {
      await dialog.getByRole('checkbox', { name: /^Trial run/ }).setChecked(on);
    },
    async setRate(perSecond) {
      await dialog.getByRole('radio', { name: 'At most' }).check();
      await dialog.getByRole('spinbutton', { name: 'Messages per second' }).fill(String(perSecond));
    },
    async setTarget(queue) {
      await dialog.getByRole('radio', { name: 'Another queue' }).check();
      await dialog.getByRole('combobox', { name: 'Target queue' }).selectOption(queue);
    },
    async giveReason(reason) {
      await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    },
    async chooseMoveTask() {
      await dialog.getByRole('radio', { name: 'AWS’s move task' }).check();
    },
    startButton,
    async start() {
      await startButton.click();
    },
    async close() {
      await dialog.getByRole('button', { name: 'Not now' }).click();
    },
  };
}
