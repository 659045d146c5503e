import { z } from 'zod';

/** Messages one scan looks at, at most. */
const MAX_SCAN_MESSAGES = 1000;

/** `POST /api/queues/{name}/scan` */
export const ScanSchema = z.strictObject({
  limit: z
    .int({ error: 'A whole number.' })
    .min(1, { error: 'At least one message.' })
    .max(MAX_SCAN_MESSAGES, { error: `At most ${MAX_SCAN_MESSAGES.toLocaleString('en-US')} messages.` })
    .default(MAX_SCAN_MESSAGES),
});
