import { afterEach, describe, expect, it } from 'vitest';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { readDepth } from '#test/factories/queue';
import { readAll } from '#test/factories/read-all';
import { exportMessages } from './export-messages.ts';

const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

async function exportFile(queue: string, request: object) {
  const file = await exportMessages({ ctx: desk.ctx, input: { queue, request } });
  return { ...file, text: (await readAll(file.text)).join('') };
}

async function record(messageIds: readonly string[]): Promise<void> {
  if (!desk.ctx.state) throw new TypeError('the desk has a table');
  await writeAttempts(
    desk.ctx.state,
    messageIds.map((messageId) => attempt({ messageId })),
  );
}

interface Line {
  messageId: string;
  queue: string;
  cause: { name: string } | null;
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const untouched = (visible: number) => ({ visible, inFlight: 0, delayed: 0 });

describe('exportMessages', () => {
  it('writes every message once, with its cause, and gives all back', async () => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 130);
    await record(messageIds.slice(0, 100));
    const { name, type, text } = await exportFile(deadLetters.name, { format: 'ndjson' });
    expect(name).toMatch(new RegExp(`^${deadLetters.name}-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z\\.ndjson$`));
    expect(type).toContain('ndjson');
    const lines = linesOf(text);
    expect(lines.map(({ messageId }) => messageId).toSorted()).toEqual(messageIds.toSorted());
    expect(lines[0]?.queue).toBe(deadLetters.name);
    const known = lines.filter(({ cause }) => cause?.name === 'PaymentDeclined');
    expect(known.map(({ messageId }) => messageId).toSorted()).toEqual(messageIds.slice(0, 100).toSorted());
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual(untouched(130));
  });

  it('writes a table for people', async () => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 3);
    const { name, type, text } = await exportFile(deadLetters.name, { format: 'csv' });
    expect(name).toMatch(/\.csv$/);
    expect(type).toContain('text/csv');
    const [header, ...rows] = text.trimEnd().split('\r\n');
    expect(header).toMatch(/^messageId,/);
    expect(rows.map((row) => row.split(',')[0] ?? '').toSorted()).toEqual(messageIds.toSorted());
  });

  it('writes what the query matches, causes included', async () => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 40);
    await record(messageIds.slice(0, 7));
    const { text } = await exportFile(deadLetters.name, { format: 'ndjson', query: 'cause:PaymentDeclined' });
    expect(linesOf(text)).toHaveLength(7);
    await expect(exportFile(deadLetters.name, { format: 'ndjson', query: '(' })).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'query',
    });
  });

  it('writes messages without causes when the table is down', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 25);
    desk.proxy.fail(({ action }) =>
      action === 'BatchGetItem'
        ? { kind: 'answer', status: 500, code: 'InternalServerError' }
        : { kind: 'pass' },
    );
    expect(linesOf((await exportFile(deadLetters.name, { format: 'ndjson' })).text)).toHaveLength(25);
  });

  it('breaks off when not all could be read, and gives back', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 30);
    let receives = 0;
    desk.proxy.fail(({ action }) =>
      action === 'ReceiveMessage' && ++receives > 1
        ? { kind: 'answer', status: 403, code: 'AccessDenied' }
        : { kind: 'pass' },
    );
    await expect(exportFile(deadLetters.name, { format: 'ndjson' })).rejects.toMatchObject({
      code: 'access-denied',
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual(untouched(30));
  });

  it('gives back when its reader walks away', async () => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 60);
    await record(messageIds);
    const input = { queue: deadLetters.name, request: { format: 'ndjson' } };
    for await (const _ of (await exportMessages({ ctx: desk.ctx, input })).text) break;
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual(untouched(60));
  });

  it('refuses what it cannot do', async () => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 1);
    await expect(exportFile(source.name, { format: 'csv' })).rejects.toMatchObject({
      code: 'receive-would-count',
    });
    await expect(exportFile(deadLetters.name, { format: 'xml' })).rejects.toMatchObject({ field: 'format' });
    await expect(exportFile(deadLetters.name, {})).rejects.toMatchObject({ field: 'format' });
  });
});
