import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@playwright/test';
import { startEngine, type Engine } from '#engine/engine';
import type { QueueList } from '#lib/queues/types';
import type { RedriveJob, RedriveList, RedriveResult } from '#lib/redrive/types';
import {
  ACCOUNT_ID,
  SOURCES_REFUSED,
  startAccountProxy,
  type AccountProxy,
} from '../../support/account/account-proxy.ts';
import { fillAccount, QUEUES } from '../../support/account/fill-account.ts';
import { startBeside } from '../../support/account/start-beside.ts';

test.describe.configure({ mode: 'serial' });

/** SQS requests a second: 50 for attributes while they are read first, and what an open page adds. */
const MAX_SQS_PER_SECOND = 60;
const LOOKING = /^(List|Get|Describe|Receive|ChangeMessageVisibility|POST \/$|GET )/;

let engine: Engine;
let sqs: SQSClient;
let proxy: AccountProxy;
let directory: string;

const credentials = { accessKeyId: 'someone', secretAccessKey: 'something' };
const urlOf = (queue: string) => `${engine.endpoint}/${ACCOUNT_ID}/${queue}`;
const environment = () => ({
  AWS_ENDPOINT_URL: proxy.endpoint,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  REDRIVE_DATA_DIR: directory,
});

test.beforeAll(async () => {
  test.setTimeout(60_000);
  engine = await startEngine({ port: 0 });
  sqs = new SQSClient({ endpoint: engine.endpoint, region: 'us-east-1', credentials });
  await fillAccount(sqs);
  for (let n = 0; n < 6; n += 1) {
    await sqs.send(new SendMessageCommand({ QueueUrl: urlOf('source-7'), MessageBody: `{"order":${n}}` }));
  }
  // The first receive is the one they are allowed; the second moves them.
  for (let round = 0; round < 6; round += 1) {
    await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: urlOf('source-7'),
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 0,
      }),
    );
  }
  proxy = await startAccountProxy(engine.endpoint);
  directory = mkdtempSync(join(tmpdir(), 'redrive-account-'));
});

test.afterAll(async () => {
  sqs.destroy();
  await proxy.close();
  await engine.close();
  rmSync(directory, { recursive: true });
});

/** The most requests to SQS a second, over any five: a busy machine hands on late what was asked in time, and then all at once. */
function peakPerSecond(requests: AccountProxy['requests']): number {
  const times = requests.filter(({ action }) => !action.includes(' ')).map(({ atMs }) => atMs);
  const counts = times.map((atMs) => times.filter((t) => t >= atMs && t < atMs + 5000).length);
  return Math.max(0, ...counts) / 5;
}

const readList = async (url: string) => (await (await fetch(`${url}/api/queues`)).json()) as QueueList;

async function post<Answer>(url: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as Answer;
}

async function finished(url: string, id: string): Promise<RedriveJob> {
  let job: RedriveJob | undefined;
  await expect
    .poll(async () => {
      job = (await (await fetch(`${url}/api/redrives/${id}`)).json()) as RedriveJob;
      return job.status;
    })
    .toBe('completed');
  return job as RedriveJob;
}

async function idsOf(queue: string): Promise<string[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: urlOf(queue), MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return Messages.flatMap(({ MessageId }) => MessageId ?? []);
}

for (const [what, env, options, sentence] of [
  [
    'a region',
    { AWS_ACCESS_KEY_ID: 'someone', AWS_SECRET_ACCESS_KEY: 'x' },
    [],
    'No region is set: give --region',
  ],
  ['credentials', {}, ['--region', 'eu-west-1'], 'There are no AWS credentials to use'],
  [
    'that profile',
    {},
    ['--region', 'eu-west-1', '--profile', 'nobody'],
    'There are no AWS credentials of profile nobody to use',
  ],
  [
    'a network',
    { AWS_ACCESS_KEY_ID: 'someone', AWS_SECRET_ACCESS_KEY: 'x', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
    ['--region', 'eu-west-1'],
    'AWS cannot be reached at http://127.0.0.1:1',
  ],
] as const) {
  test(`without ${what} the start ends with one sentence`, async () => {
    const none = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
    const desk = startBeside({ ...none, ...env }, options);
    expect(await desk.exited).toEqual([1, null]);
    expect(desk.errors.trim().split('\n')).toHaveLength(1);
    expect(desk.errors).toContain(sentence);
  });
}

test('the desk beside an account with 1,200 queues', async ({ page }) => {
  test.setTimeout(120_000);
  const desk = startBeside(environment(), ['--region', 'us-east-1']);
  try {
    const url = await desk.ready();
    expect(desk.output).toContain(`Account: ${ACCOUNT_ID}, region us-east-1`);
    expect(desk.output).toContain('Queues: 1,200');
    expect(desk.output).toContain('Nothing is written to the account except what you press');
    expect(desk.output).toContain('receives its messages');
    expect(desk.output).toContain(join(directory, 'aws', `${ACCOUNT_ID}-us-east-1`));

    await test.step('lists all queues with their pairs, at a bounded rate', async () => {
      await expect
        .poll(async () => (await readList(url)).pending.length, { timeout: 60_000, intervals: [2000] })
        .toBe(0);
      const { queues, unreadable, testQueue } = await readList(url);
      expect(queues.length + unreadable.length).toBe(QUEUES);
      expect(testQueue).toBeNull();
      expect(unreadable).toHaveLength(10);
      expect(unreadable[0]?.message).toContain('sqs:GetQueueAttributes on arn:aws:sqs:us-east-1');
      const of = (name: string) => queues.find((queue) => queue.name === name);
      expect(of('source-7')?.deadLetterQueue).toBe('dlq-7');
      expect(of('dlq-7')?.deadLetterSources).toEqual(['source-7']);
      expect(of('chain-3-dlq')).toMatchObject({
        deadLetterQueue: 'chain-3-last',
        deadLetterSources: ['chain-3'],
      });
      expect(of('source-2.fifo')).toMatchObject({ type: 'fifo', deadLetterQueue: 'dlq-2.fifo' });
      expect(of('shared-1')?.deadLetterSources).toEqual(['sharing-1', 'sharing-11', 'sharing-21']);
    });

    await test.step('shows them in a page that can be used', async () => {
      await page.goto(url);
      const table = page.getByRole('table', { name: 'Queues' });
      await expect(table.getByRole('link', { name: 'source-7', exact: true })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Test run' })).toHaveCount(0);
      const filter = page.getByRole('searchbox', { name: 'Filter queues' });
      await filter.fill('chain-39');
      await expect(table.getByRole('link', { name: 'chain-39', exact: true })).toBeVisible();
      await filter.fill('source-491');
      await expect(table.getByText('Cannot be read: Not allowed: sqs:GetQueueAttributes on')).toBeVisible();
      await page.goto(`${url}/queues/dlq-7`);
      await expect(page.getByRole('heading', { level: 1, name: 'dlq-7' })).toBeVisible();
    });

    await test.step('loses one panel to a refusal, which is named, and no page', async () => {
      await page.goto(`${url}/queues/${SOURCES_REFUSED}`);
      await expect(page.getByRole('region', { name: 'Pipeline' })).toBeVisible();
      const arn = `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:${SOURCES_REFUSED}`;
      await expect(page.getByText(`sqs:ListDeadLetterSourceQueues on ${arn}`).first()).toBeVisible();
    });
    const peak = peakPerSecond(proxy.requests);
    test
      .info()
      .annotations.push({ type: 'SQS requests a second in the fullest five', description: String(peak) });
    expect(peak).toBeLessThanOrEqual(MAX_SQS_PER_SECOND);

    await test.step('changes nothing by looking', async () => {
      const scan = await fetch(`${url}/api/queues/dlq-7/scan`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: '{}',
      });
      const lines = (await scan.text()).trim().split('\n');
      expect(lines.filter((line) => line.includes('"type":"message"'))).toHaveLength(6);
      const changing = proxy.requests.map(({ action }) => action).filter((action) => !LOOKING.test(action));
      expect([...new Set(changing)]).toEqual([]);
    });

    const ids = await idsOf('dlq-7');
    const result = await post<RedriveResult>(`${url}/api/redrives`, {
      source: 'dlq-7',
      selection: { messageIds: ids.slice(0, 2) },
      reason: 'mended',
    });
    if (result.kind !== 'job') throw new Error(`a ${result.kind}`);
    expect((await finished(url, result.job.id)).totals).toMatchObject({ moved: 2, failed: 0 });

    await desk.stop();
    const again = startBeside(environment(), ['--region', 'us-east-1']);
    try {
      const { jobs } = (await (
        await fetch(`${await again.ready()}/api/redrives?source=dlq-7`)
      ).json()) as RedriveList;
      expect(jobs.map(({ id, status }) => ({ id, status }))).toEqual([
        { id: result.job.id, status: 'completed' },
      ]);
    } finally {
      await again.stop();
    }
  } finally {
    await desk.stop();
  }
});
