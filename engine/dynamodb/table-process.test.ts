import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTableProcess, type TableProcess } from './table-process.ts';

// Each test starts processes, some of them several one after another.
vi.setConfig({ testTimeout: 30_000 });

const account = { accountId: '000000000000', region: 'eu-west-1' };

let directory: string;
let logged: string[];
let tables: TableProcess;

const open = (answerWithinMs?: number) =>
  createTableProcess({
    directory,
    account,
    log: (line) => logged.push(line),
    ...(answerWithinMs !== undefined && { answerWithinMs }),
  });

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'redrive-tables-'));
  logged = [];
  tables = open();
});
afterEach(async () => {
  await tables.close();
  rmSync(directory, { recursive: true });
});

const call = async (...[operation, input]: [Parameters<TableProcess['call']>[0], object]) => {
  const { status, body } = await tables.call(operation, Buffer.from(JSON.stringify(input)));
  return { status, output: JSON.parse(body) as Record<string, unknown> };
};

const table = {
  TableName: 'notes',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};
const noteOf = (id: string) => ({ TableName: 'notes', Item: { id: { S: id } } });
const keyOf = (id: string) => ({ TableName: 'notes', Key: { id: { S: id } } });

/** Creates the table and returns once it takes items. */
async function createNotes(): Promise<void> {
  await call('CreateTable', table);
  await expect.poll(async () => (await call('PutItem', noteOf('first'))).status).toBe(200);
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('starts with the first call, and names account and region of its engine', async () => {
  expect(tables.pid).toBeUndefined();
  const { output } = await call('CreateTable', table);
  expect(output).toMatchObject({
    TableDescription: { TableArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/notes' },
  });
  expect(isRunning(tables.pid ?? 0)).toBe(true);
});

it('starts one process, however many calls come first', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => call('DescribeTable', table)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
  expect(logged).toEqual([]);
});

it('fails what is under way when its process dies, and starts another with everything that was answered', async () => {
  await createNotes();
  const written: string[] = [];
  const failures: unknown[] = [];
  const write = async (id: string) => {
    try {
      await call('PutItem', noteOf(id));
      written.push(id);
      if (written.length === 50) process.kill(tables.pid ?? 0, 'SIGKILL');
    } catch (error) {
      failures.push(error);
    }
  };
  // So many are always under way, until one has failed.
  const writers = Array.from({ length: 20 }, async (_, writer) => {
    for (let turn = 0; failures.length === 0; turn += 1) await write(`note ${writer}-${turn}`);
  });
  await Promise.all(writers);
  expect(written.length).toBeGreaterThanOrEqual(50);
  for (const failure of failures) expect(failure).toMatchObject({ fact: 'TablesUnavailable' });

  for (const id of written) {
    expect((await call('GetItem', keyOf(id))).output).toEqual({ Item: { id: { S: id } } });
  }
});

it('is replaced when it answers nothing any more', async () => {
  await createNotes();
  await tables.close();
  tables = open(400);
  await call('GetItem', keyOf('first'));
  process.kill(tables.pid ?? 0, 'SIGSTOP');
  await expect(call('GetItem', keyOf('first'))).rejects.toMatchObject({ fact: 'TablesUnavailable' });
  expect(logged.join()).toMatch('have not answered for 0.4 s');
  expect((await call('GetItem', keyOf('first'))).output).toEqual({ Item: { id: { S: 'first' } } });
});

it('is closed by its engine, and then answers nothing', async () => {
  await createNotes();
  const pid = tables.pid ?? 0;
  await tables.close();
  expect(isRunning(pid)).toBe(false);
  await expect(call('GetItem', keyOf('first'))).rejects.toMatchObject({ fact: 'TablesUnavailable' });

  tables = open();
  expect((await call('GetItem', keyOf('first'))).output).toEqual({ Item: { id: { S: 'first' } } });
});

it('says why the tables cannot be opened', async () => {
  await createNotes();
  const second = open();
  await expect(second.call('ListTables', Buffer.from('{}'))).rejects.toMatchObject({
    fact: 'TablesUnavailable',
  });
  await second.close();
  expect(logged.join('\n')).toMatch(/lock/i);
  expect((await call('GetItem', keyOf('first'))).status).toBe(200);
});
