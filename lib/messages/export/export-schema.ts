import { z } from 'zod';
import { ScanSchema } from '../scan/scan-schema.ts';

/** `POST /api/queues/{name}/export` */
export const ExportSchema = z.strictObject({
  ...ScanSchema.shape,
  format: z.enum(['ndjson', 'csv'], { error: 'ndjson or csv.' }),
  query: z.string({ error: 'A query is text.' }).default(''),
});
