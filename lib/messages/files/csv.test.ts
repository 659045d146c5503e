import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestAttempt, scannedMessage } from '#test/factories/readings/summaries';
import { csvHeader, toCsvRow } from './csv.ts';

/** The cells of RFC 4180 text, row by row. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const NAMES = parseCsv(csvHeader())[0] ?? [];

function cellsOf(...args: Parameters<typeof toCsvRow>): Record<string, string> {
  const [row = [], ...others] = parseCsv(toCsvRow(...args));
  expect(others).toEqual([]);
  expect(row).toHaveLength(NAMES.length);
  return Object.fromEntries(NAMES.map((name, index) => [name, row[index] ?? '']));
}

describe('toCsvRow', () => {
  it('has a cell for every column', () => {
    const message = scannedMessage({
      messageId: 'm-1',
      body: 'a "quoted", text\r\nof two lines',
      attributes: { tenant: { DataType: 'String.id', StringValue: 'seven' } },
      sentAtMs: Date.UTC(2026, 10, 24, 3),
      receiveCount: 4,
    });
    const attempt = latestAttempt({ messageId: 'm-1', startedAtMs: Date.UTC(2026, 10, 24, 4) });
    expect(cellsOf(message, attempt)).toMatchObject({
      messageId: 'm-1',
      sentAt: '2026-11-24T03:00:00.000Z',
      expiresAt: '',
      receiveCount: '4',
      deadLetterSource: 'main-queue',
      attemptedAt: '2026-11-24T04:00:00.000Z',
      errorName: 'PaymentDeclined',
      attributes: '{"tenant":{"DataType":"String.id","StringValue":"seven"}}',
      body: 'a "quoted", text\r\nof two lines',
    });
    expect(cellsOf(message, undefined)).toMatchObject({ outcome: '', errorName: '', attempt: '' });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
    'takes the formula out of %j',
    (body) => {
      expect(cellsOf(scannedMessage({ messageId: 'm', body }), undefined)['body']).toBe(`'${body}`);
    },
  );

  it('lets no cell begin a formula or break its row, whatever a message holds', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+\-@\t\r\n",a]{0,8}$/));
    fc.assert(
      fc.property(fc.uuid(), text, text, text, (messageId, body, groupId, error) => {
        const attempt = latestAttempt({
          messageId,
          error: { name: error, message: error, fingerprint: 'f' },
        });
        const cells = cellsOf(scannedMessage({ messageId, body, groupId }), attempt);
        expect(Object.values(cells).filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
        expect([body, `'${body}`]).toContain(cells['body']);
      }),
    );
  });
});
