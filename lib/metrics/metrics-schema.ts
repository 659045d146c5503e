import { z } from 'zod';

/** CloudWatch keeps one-minute points for 15 days; the desk shows up to 14. */
const MAX_METRICS_MINUTES = 14 * 24 * 60;
const MIN_METRICS_MINUTES = 5;

const RANGE = `A whole number of minutes, ${MIN_METRICS_MINUTES} to ${MAX_METRICS_MINUTES.toLocaleString('en-US')}.`;

/** `GET /api/queues/{name}/metrics?minutes=60` */
export const MetricsSchema = z.strictObject({
  minutes: z.coerce
    .number({ error: RANGE })
    .int({ error: RANGE })
    .min(MIN_METRICS_MINUTES, { error: RANGE })
    .max(MAX_METRICS_MINUTES, { error: RANGE })
    .default(60),
});
