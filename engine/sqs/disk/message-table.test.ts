import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Disk } from '../../core/disk/disk.ts';
import { openDisk } from '../../core/disk/sqlite-disk.ts';
import { bodyOf, createMessage, type Message } from '../state/message.ts';
import { createMessageTable, type MessageTable } from './message-table.ts';

let directory: string;
let disk: Disk;
let table: MessageTable;

const open = () => {
  disk = openDisk({ directory });
  if (!disk.database) throw new TypeError('a disk without a database');
  table = createMessageTable(disk, disk.database);
};
const count = (name: 'message_content' | 'message_state') =>
  Number(disk.database?.prepare(`SELECT count(*) AS n FROM ${name}`).get()?.['n']);

const newMessage = (number: number, shelf = 1, body = `body ${number}`): Message => {
  const content = {
    bodyJson: JSON.stringify(body),
    bodyMd5: 'md5',
    sizeBytes: body.length,
    attributes: [{ name: 'a', dataType: 'Binary', binaryValue: 'AAE=' }],
    attributesMd5: 'attributes md5',
    traceHeader: undefined,
    senderId: 'sender',
    groupId: 'group',
    deduplicationId: undefined,
  };
  const message = createMessage(`id ${number}`, content, 1000);
  Object.assign(message, { number, shelf, place: 'ready' });
  return message;
};

/** Notes a change of each, and waits until it is on disk. */
const write = async (...messages: Message[]) => {
  for (const message of messages) table.changed(message);
  await disk.committed();
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'redrive-messages-'));
  open();
});
afterEach(() => {
  disk.close();
  rmSync(directory, { recursive: true });
});

it('reads a message as it was when it was written last', async () => {
  const message = newMessage(1);
  await write(message);
  Object.assign(message, {
    receiveCount: 3,
    dueAtMs: 5000,
    shelf: 2,
    number: 9,
    deduplicationId: 'd',
    deadLetterSourceArn: 'arn',
  });
  await write(message);
  disk.close();
  open();
  expect([...table.load()]).toEqual([{ ...message, place: 'gone', isChanged: false }]);
  expect([count('message_content'), count('message_state')]).toEqual([1, 1]);
});

it('writes nothing for a message that came and went within one turn', async () => {
  const message = newMessage(1);
  table.changed(message);
  message.place = 'gone';
  await write(message);
  expect(count('message_content')).toBe(0);
});

it('deletes both rows of a message that is gone, and can store it anew', async () => {
  const message = newMessage(1);
  await write(message);
  message.place = 'gone';
  await write(message);
  expect([count('message_content'), count('message_state')]).toEqual([0, 0]);
  message.place = 'ready';
  await write(message);
  expect([...table.load()].map(bodyOf)).toEqual(['body 1']);
});

it('keeps nothing of a turn that the disk refused, and all of it after the next', async () => {
  await write(newMessage(1));
  const large = newMessage(2, 1, 'x'.repeat(200_000));
  const small = newMessage(3);
  disk.database?.exec('PRAGMA max_page_count = 1');
  await expect(write(large, small)).rejects.toThrow('full');
  expect([...table.load()].map(({ number }) => number)).toEqual([1]);

  disk.database?.exec('PRAGMA max_page_count = 1000000');
  small.receiveCount = 1;
  await write(small);
  const stored = [...table.load()];
  expect(stored.map((message) => [message.number, bodyOf(message).length])).toEqual([
    [1, 6],
    [2, 200_000],
    [3, 6],
  ]);
  expect(stored[2]?.receiveCount).toBe(1);
});

it('sweeps what lies on no shelf, some at a time, and nothing else', async () => {
  await write(...Array.from({ length: 10 }, (_, index) => newMessage(index, index % 2)));
  let key: number | undefined = 0;
  let rounds = 0;
  while (key !== undefined) {
    key = table.sweep(new Set([1]), key, 4);
    rounds += 1;
  }
  expect(rounds).toBe(4);
  expect([...table.load()].map(({ number }) => number)).toEqual([1, 3, 5, 7, 9]);
  expect(count('message_content')).toBe(5);
});
