import { z } from 'zod';

/** Messages one scan looks at: at most, and unless told otherwise. */
const MAX_SCAN_MESSAGES = 1_000_000;
const DEFAULT_SCAN_MESSAGES = 100_000;

const limit = z
  .int({ error: 'A whole number.' })
  .min(1, { error: 'At least one message.' })
  .max(MAX_SCAN_MESSAGES, { error: `At most ${MAX_SCAN_MESSAGES.toLocaleString('en-US')} messages.` });

/** `POST /api/queues/{name}/scan` */
export const ScanSchema = z.strictObject({
  limit: limit.default(DEFAULT_SCAN_MESSAGES),
  confirm: z.boolean({ error: 'True or false.' }).default(false),
  unmask: z.boolean({ error: 'True or false.' }).default(false),
});

/** `GET /api/queues/{name}/scan`, whose values are text. */
export const EstimateSchema = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,9}$/, { error: 'A whole number.' })
    .transform(Number)
    .pipe(limit)
    .default(DEFAULT_SCAN_MESSAGES),
});
