import { readFile } from 'node:fs/promises';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Page } from '@playwright/test';
import { deadLettersPage } from '../pages/dead-letters-page.ts';
import { sendAll } from '../support/queue-contents.ts';
import { expect, test } from '../support/test.ts';

/** A name that is read from right to left by itself. */
const ARABIC = '\u0627\u0633\u0645';
const RIGHT_TO_LEFT = '\u202E';
/** In every element of a hostile body, so that one that came to be could be found. */
const MARK = 'data-hostile';
const RUN = 'globalThis.hostile = true';

const MARKUP = `<b ${MARK}>bold</b><img ${MARK} src="https://evil.invalid/x" onerror="${RUN}"><script ${MARK}>${RUN}</script>`;
const JSON_BODY = {
  [`<i ${MARK}>`]: `</span></script><svg ${MARK} onload="${RUN}">`,
  [`${RIGHT_TO_LEFT}nimda`]: 1,
  [ARABIC]: 'shown to the right of its name',
  file: `invoice${RIGHT_TO_LEFT}fdp.exe`,
  __proto: { constructor: 'a name like any other' },
  link: `javascript:${RUN}`,
};
const TEXTS = [
  MARKUP,
  JSON.stringify(JSON_BODY),
  `"><style ${MARK}>*{display:none}</style>`,
  '{{7*7}}${7*7}',
];

const MIB = 1024 * 1024;

/** Notes whatever a body could have done to the page. */
async function watch(page: Page): Promise<string[]> {
  const harm: string[] = [];
  page.on('dialog', (dialog) => {
    harm.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().includes('evil.invalid')) harm.push(`a request: ${request.url()}`);
  });
  page.on('pageerror', (error) => harm.push(`an error: ${error.message}`));
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'hostile', {
      set() {
        document.documentElement.setAttribute('data-script-ran', '');
      },
    });
  });
  return harm;
}

async function expectNoHarm(page: Page, harm: readonly string[]): Promise<void> {
  await expect(page.locator(`[${MARK}]`)).toHaveCount(0);
  await expect(page.locator('[data-script-ran]')).toHaveCount(0);
  await expect(page.locator('[href^="javascript:"]')).toHaveCount(0);
  expect(harm).toEqual([]);
}

test('bodies with markup, scripts and bidi controls are text everywhere, and leave as they came', async ({
  page,
  clients,
  makePair,
}) => {
  const harm = await watch(page);
  const { deadLetters } = await makePair({ consumed: false });
  await sendAll(clients.sqs, deadLetters, TEXTS, {
    note: { DataType: 'String', StringValue: `<u ${MARK}>${RIGHT_TO_LEFT}x` },
  });
  const dead = deadLettersPage(page);
  await dead.open(deadLetters.name);
  await expect(dead.rows).toHaveCount(TEXTS.length);
  await expect(dead.rows.filter({ hasText: '{{7*7}}${7*7}' })).toHaveCount(1);
  await expectNoHarm(page, harm);

  await dead.openMessage(dead.rows.filter({ hasText: `<b ${MARK}>bold` }));
  await expect(dead.drawer.getByRole('region', { name: 'Body' })).toContainText(MARKUP);
  await expect(dead.drawer.getByRole('table', { name: 'Message attributes' })).toContainText(
    `<u ${MARK}>\\u202ex`,
  );
  await expectNoHarm(page, harm);
  await page.keyboard.press('Escape');

  await dead.openMessage(dead.rows.filter({ hasText: 'nimda' }));
  const body = dead.drawer.getByRole('region', { name: 'Body' });
  await expect(body, 'what turns text around is seen').toContainText('"invoice\\u202efdp.exe"');
  await expect(body).not.toContainText(RIGHT_TO_LEFT);
  const name = body.getByText(ARABIC);
  const value = body.getByText('"shown to the right of its name"');
  const [nameBox, valueBox] = [await name.boundingBox(), await value.boundingBox()];
  expect(valueBox?.x, 'a name does not turn what follows it around').toBeGreaterThanOrEqual(
    (nameBox?.x ?? Infinity) + (nameBox?.width ?? 0),
  );
  await body.getByRole('radio', { name: 'Raw' }).check();
  await expect(body).toContainText(`</span></script><svg ${MARK}`);
  await expectNoHarm(page, harm);
  await page.keyboard.press('Escape');

  await dead.selectAll();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: /selected.* as NDJSON/i }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\n');
  const bodies = lines.map((line) => (JSON.parse(line) as { body: string }).body);
  expect(bodies.toSorted()).toEqual(TEXTS.toSorted());
  await expectNoHarm(page, harm);
});

test('a body of a megabyte opens by its beginning, and the desk goes on', async ({
  page,
  clients,
  makePair,
}) => {
  const harm = await watch(page);
  const { deadLetters } = await makePair({ consumed: false });
  const { sqs } = clients;
  await sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: deadLetters.url,
      Attributes: { MaximumMessageSize: String(MIB) },
    }),
  );
  const beginning = `<b ${MARK}>{"a":[`;
  await sendAll(sqs, deadLetters, [beginning + '<'.repeat(MIB - beginning.length)]);
  await sendAll(sqs, deadLetters, ['a short one']);

  const dead = deadLettersPage(page);
  await dead.open(deadLetters.name);
  await expect(dead.rows).toHaveCount(2);
  await dead.openMessage(dead.rows.filter({ hasText: `<b ${MARK}>` }));
  const body = dead.drawer.getByRole('region', { name: 'Body' });
  await expect(body).toContainText('1 MiB');
  await expect(body).toContainText('This is the beginning.');
  expect((await body.innerText()).length).toBeLessThan(MIB / 10);
  await page.keyboard.press('Escape');

  await dead.openMessage(dead.rows.filter({ hasText: 'a short one' }));
  await expect(dead.drawer.getByRole('region', { name: 'Body' })).toContainText('a short one');
  await expectNoHarm(page, harm);
});
