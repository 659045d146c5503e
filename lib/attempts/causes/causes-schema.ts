import { z } from 'zod';

const MIN_CAUSES_MINUTES = 5;
/** As long as attempts are kept. */
const MAX_CAUSES_MINUTES = 30 * 24 * 60;

const RANGE = `A whole number of minutes, ${MIN_CAUSES_MINUTES} to ${MAX_CAUSES_MINUTES.toLocaleString('en-US')}.`;

/** `GET /api/queues/{name}/causes?minutes=1440` */
export const CausesSchema = z.strictObject({
  minutes: z.coerce
    .number({ error: RANGE })
    .int({ error: RANGE })
    .min(MIN_CAUSES_MINUTES, { error: RANGE })
    .max(MAX_CAUSES_MINUTES, { error: RANGE })
    .default(1440),
});
