import type { LatestAttempt } from '#lib/attempts/types';
import { CSV_TYPE, csvHeader, toCsvRow } from '../files/csv.ts';
import { FILE_TYPE, toFileLine } from '../files/file-line.ts';
import type { ExportRequest, ScannedMessage } from '../types.ts';

interface Format {
  extension: string;
  type: string;
  header: () => string;
  toText: (message: ScannedMessage, attempt: LatestAttempt | undefined, queue: string) => string;
}

export const FORMATS: Record<ExportRequest['format'], Format> = {
  ndjson: {
    extension: 'ndjson',
    type: FILE_TYPE,
    header: () => '',
    toText: (message, attempt, queue) => `${toFileLine(message, attempt, queue)}\n`,
  },
  csv: { extension: 'csv', type: CSV_TYPE, header: csvHeader, toText: toCsvRow },
};
