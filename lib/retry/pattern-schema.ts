import { z } from 'zod';
import { bounded } from './bounded.ts';
import { PREDICTION_LIMITS } from './limits.ts';
import type { BatchPattern, StepPattern } from './types.ts';

export const DurationSchema = bounded({ min: 0, max: PREDICTION_LIMITS.durationMs }, 'milliseconds');

export const StepPatternSchema = z.strictObject({
  steps: z
    .array(
      z.enum(['succeeds', 'fails', 'hangs', 'throttled'], {
        error: 'A try succeeds, fails, hangs or is throttled.',
      }),
    )
    .max(PREDICTION_LIMITS.steps, { error: `At most ${PREDICTION_LIMITS.steps} tries.` }),
  durationMs: DurationSchema,
}) satisfies z.ZodType<StepPattern>;

export const BatchPatternSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: z.string().min(1, { error: 'An id.' }).max(100, { error: 'An id.' }),
        failFirst: bounded({ min: 0, max: PREDICTION_LIMITS.steps }, 'failures').nullable(),
      }),
    )
    .min(1, { error: 'At least one.' })
    .max(PREDICTION_LIMITS.items, { error: `At most ${PREDICTION_LIMITS.items}.` })
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, {
      error: 'Each id once.',
    }),
  durationMs: DurationSchema,
}) satisfies z.ZodType<BatchPattern>;
