import type { WorkbenchRow } from '#components/dead-letters/workbench/types.ts';
import { CSV_TYPE, csvHeader, toCsvRow } from '#lib/messages/files/csv';
import { FILE_TYPE, toFileLine } from '#lib/messages/files/file-line';

const ROWS_PER_TURN = 500;

interface Format {
  type: string;
  header: string;
  toText(row: WorkbenchRow, queue: string): string;
}

const FORMATS: Record<'ndjson' | 'csv', Format> = {
  ndjson: {
    type: FILE_TYPE,
    header: '',
    toText: ({ message, attempt }, queue) => `${toFileLine(message, attempt, queue)}\n`,
  },
  csv: {
    type: CSV_TYPE,
    header: csvHeader(),
    toText: ({ message, attempt }) => toCsvRow(message, attempt),
  },
};

/** A file of the rows, made in turns so that the thread hears other questions meanwhile. Progress from 0 to 1. */
export async function exportRows({
  rows,
  format,
  queue,
  onProgress,
  nextTurn,
}: {
  rows: readonly WorkbenchRow[];
  format: keyof typeof FORMATS;
  /** Name of the queue they were read from. */
  queue: string;
  onProgress: (share: number) => void;
  nextTurn: () => Promise<void>;
}): Promise<Blob> {
  const { type, header, toText } = FORMATS[format];
  const parts: BlobPart[] = [header];
  for (let from = 0; from < rows.length; from += ROWS_PER_TURN) {
    const some = rows.slice(from, from + ROWS_PER_TURN);
    parts.push(some.map((row) => toText(row, queue)).join(''));
    onProgress((from + some.length) / rows.length);
    await nextTurn();
  }
  return new Blob(parts, { type });
}
