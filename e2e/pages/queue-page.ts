import type { Locator, Page } from '@playwright/test';

/** The page of one queue: its pipeline and its send panel. */
export interface QueuePage {
  open(name: string): Promise<void>;
  pipeline: Locator;
  /** A station with its figure: `Waiting`, `In flight`, `Done`, `Dead letters`. */
  station(label: string): Locator;
  /** One attempt in the pipeline: how many there were and how many failed. */
  attempt(label: string): Locator;
  findings: Locator;
  /** Why messages failed in the window of the page. */
  causes: Locator;
  retrying: Locator;
  /** One line of the funnel: an attempt number, or `Died`. */
  funnelLine(label: string): Locator;
  sendPanel: Locator;
  body: Locator;
  sendButton: Locator;
  openSendPanel(): Promise<void>;
  chooseTemplate(title: string): Promise<void>;
  addAttribute(attribute: { name: string; type: string; value: string }): Promise<void>;
}

/** `deskUrl` is needed only for a desk other than the run's. */
export function queuePage(page: Page, deskUrl = ''): QueuePage {
  const pipeline = page.getByRole('region', { name: 'Pipeline' });
  const sendPanel = page.getByRole('region', { name: /^Send messages to / });
  return {
    async open(name) {
      await page.goto(`${deskUrl}/queues/${name}`);
      await pipeline.waitFor();
    },
    pipeline,
    station: (label) => pipeline.getByRole('group', { name: label, exact: true }),
    attempt: (label) => pipeline.getByRole('listitem').filter({ hasText: `Attempt ${label}` }),
    findings: page.getByRole('region', { name: 'Findings' }),
    causes: page.getByRole('region', { name: 'Causes' }),
    retrying: page.getByRole('region', { name: 'Retrying now' }),
    funnelLine: (label) =>
      page
        .getByRole('region', { name: 'Attempts needed' })
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: label, exact: true }) }),
    sendPanel,
    body: sendPanel.getByRole('textbox', { name: /^(Body|Bodies)/ }),
    sendButton: sendPanel.getByRole('button', { name: /^Send [\d,]+ messages?$/ }),
    async openSendPanel() {
      await page.getByRole('button', { name: 'Send messages' }).click();
      await sendPanel.waitFor();
    },
    async chooseTemplate(title) {
      await sendPanel.getByRole('radio', { name: title, exact: true }).check();
    },
    async addAttribute({ name, type, value }) {
      await sendPanel.getByRole('button', { name: 'Add attribute' }).click();
      const number = await sendPanel.getByRole('textbox', { name: /^Attribute \d+ name$/ }).count();
      await sendPanel.getByLabel(`Attribute ${number} name`).fill(name);
      await sendPanel.getByLabel(`Attribute ${number} type`).fill(type);
      await sendPanel.getByLabel(`Attribute ${number} value`).fill(value);
    },
  };
}
