import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Disk, Writer } from './disk.ts';
import { openDisk } from './sqlite-disk.ts';

let directory: string;
let open: Disk[];

const openHere = (): Disk => {
  const disk = openDisk({ directory });
  open.push(disk);
  return disk;
};

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'redrive-disk-'));
  open = [];
});

afterEach(() => {
  for (const disk of open) disk.close();
  rmSync(directory, { recursive: true });
});

it('keeps documents over a restart: the last state of each, as it was at the commit', async () => {
  const disk = openHere();
  const records = disk.records<{ count: number }>('counter');
  const counter = { count: 1 };
  records.put('a', counter);
  counter.count = 2;
  records.put('gone', { count: 9 });
  records.delete('gone');
  await disk.committed();
  disk.close();

  const again = openHere();
  expect([...again.records('counter').load()]).toEqual([['a', { count: 2 }]]);
  expect([...again.records('another kind').load()]).toEqual([]);
});

it('writes all changes of a turn in one transaction, and none without changes', async () => {
  const disk = openHere();
  let writes = 0;
  disk.addWriter({ write: () => (writes += 1), settled: () => {} });
  const records = disk.records<number>('number');
  for (let index = 0; index < 100; index += 1) records.put(`key-${index}`, index);
  expect(writes).toBe(0);
  await disk.committed();
  expect(writes).toBe(1);
  expect(disk.committed()).toBeUndefined();
});

it('commits on close what no request waited for', () => {
  const disk = openHere();
  disk.records<string>('note').put('a', 'text');
  disk.close();
  expect([...openHere().records('note').load()]).toEqual([['a', 'text']]);
});

it('refuses to confirm what the disk refused, keeps nothing of it, and writes it once it can', async () => {
  const disk = openHere();
  const outcomes: boolean[] = [];
  const watcher: Writer = { write: () => {}, settled: (committed) => outcomes.push(committed) };
  disk.addWriter(watcher);
  const records = disk.records<string>('note');
  records.put('small', 'fits');
  await disk.committed();

  disk.database?.exec('PRAGMA max_page_count = 1');
  records.put('large', 'x'.repeat(100_000));
  await expect(disk.committed()).rejects.toThrow('full');
  expect([...records.load()]).toEqual([['small', 'fits']]);

  disk.database?.exec('PRAGMA max_page_count = 1000000');
  await disk.committed();
  expect([...records.load()].map(([key]) => key)).toEqual(['large', 'small']);
  expect(outcomes).toEqual([true, false, true]);
});

it('says in one sentence that another engine has the directory', () => {
  openHere();
  expect(openHere).toThrow(`The engine's data in ${directory} is in use by another engine.`);
});

it('says in one sentence that the file is something else, or of another version', () => {
  writeFileSync(join(directory, 'engine.db'), 'not a database, but longer than its header '.repeat(100));
  expect(openHere).toThrow(`The engine cannot use its data in ${directory}: file is not a database.`);

  rmSync(join(directory, 'engine.db'));
  const other = new DatabaseSync(join(directory, 'engine.db'));
  other.exec('PRAGMA user_version = 99');
  other.close();
  expect(openHere).toThrow('it was written by another version of the engine (format 99, not 1)');
});

it('gives the space of what was deleted back when it starts', async () => {
  const disk = openHere();
  const records = disk.records<string>('note');
  for (let index = 0; index < 100; index += 1) records.put(String(index), 'x'.repeat(1024 * 1024));
  await disk.committed();
  for (let index = 0; index < 100; index += 1) records.delete(String(index));
  await disk.committed();
  const pages = (from: Disk) => Number(from.database?.prepare('PRAGMA page_count').get()?.['page_count']);
  expect(pages(disk)).toBeGreaterThan(20_000);
  disk.close();
  expect(pages(openHere())).toBeLessThan(100);
});
