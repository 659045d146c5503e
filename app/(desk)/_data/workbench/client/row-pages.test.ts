import { describe, expect, it } from 'vitest';
import type { WorkbenchRow } from '#components/dead-letters/workbench/types.ts';
import { latestAttempt, scannedMessage } from '#test/factories/readings/summaries';
import { ROWS_PER_PAGE } from '../protocol.ts';
import { createRowPages } from './row-pages.ts';

function row(messageId: string, attempt?: number): WorkbenchRow {
  return {
    message: scannedMessage({ messageId }),
    attempt: attempt === undefined ? undefined : latestAttempt({ messageId, attempt }),
  };
}

function pages() {
  const asked: { sight: number[]; missing: number[] }[] = [];
  return { asked, rows: createRowPages((one) => asked.push(one)) };
}

describe('createRowPages', () => {
  it('asks once for the pages of rows that are not here, after all have been asked for', async () => {
    const { asked, rows } = pages();
    expect(rows.rowAt(0)).toBeUndefined();
    expect(rows.rowAt(ROWS_PER_PAGE)).toBeUndefined();
    expect(asked).toEqual([]);
    await Promise.resolve();
    rows.rowAt(1);
    await Promise.resolve();
    expect(asked).toEqual([{ sight: [1, 0], missing: [1, 0] }]);
  });

  it('drops what an earlier revision answers', () => {
    const { rows } = pages();
    rows.turn(2, [], []);
    expect(rows.add(1, [{ page: 0, rows: [row('old')] }])).toBe(false);
    expect(rows.rowAt(0)).toBeUndefined();
    expect(rows.add(2, [{ page: 0, rows: [row('new')] }])).toBe(true);
    expect(rows.rowAt(0)?.message.messageId).toBe('new');
  });

  it('keeps of an earlier revision only what is said to be the same', () => {
    const { rows } = pages();
    rows.turn(1, [], []);
    rows.add(1, [
      { page: 0, rows: [row('a')] },
      { page: 1, rows: [row('b')] },
      { page: 2, rows: [row('c')] },
    ]);
    rows.turn(2, [{ page: 1, rows: [row('d')] }], [0]);
    expect([0, 1, 2].map((page) => rows.rowAt(page * ROWS_PER_PAGE)?.message.messageId)).toEqual([
      'a',
      'd',
      undefined,
    ]);
  });

  it('asks again for what is not here after another revision', async () => {
    const { asked, rows } = pages();
    rows.turn(1, [], []);
    rows.rowAt(0);
    await Promise.resolve();
    rows.turn(2, [], []);
    rows.rowAt(0);
    await Promise.resolve();
    expect(asked.map(({ missing }) => missing)).toEqual([[0], [0]]);
  });

  it('hands out the same object for a row that has not changed, wherever it stands', () => {
    const { rows } = pages();
    rows.turn(1, [{ page: 0, rows: [row('a', 1), row('b', 1)] }], []);
    const [a, b] = [rows.rowAt(0), rows.rowAt(1)];
    rows.turn(2, [{ page: 0, rows: [row('b', 1), row('a', 2)] }], []);
    expect(rows.rowAt(0)).toBe(b);
    expect(rows.rowAt(1)).not.toBe(a);
    expect(rows.rowAt(1)?.attempt?.attempt).toBe(2);
  });

  it('tells when other pages come in sight although all are here', async () => {
    const { asked, rows } = pages();
    const five = [0, 1, 2, 3, 4].map((page) => ({ page, rows: [row(`m${page}`)] }));
    rows.turn(1, five, []);
    rows.rowAt(0);
    await Promise.resolve();
    rows.rowAt(4 * ROWS_PER_PAGE);
    await Promise.resolve();
    expect(asked).toEqual([
      { sight: [0], missing: [] },
      { sight: [4, 0], missing: [] },
    ]);
  });

  it('holds a bounded number of pages', () => {
    const { rows } = pages();
    rows.turn(1, [], []);
    for (let page = 0; page < 40; page += 1) rows.add(1, [{ page, rows: [row(`m${page}`)] }]);
    const here = Array.from({ length: 40 }, (_, page) => rows.rowAt(page * ROWS_PER_PAGE)).filter(Boolean);
    expect(here).toHaveLength(12);
    expect(here.at(-1)?.message.messageId).toBe('m39');
  });
});
