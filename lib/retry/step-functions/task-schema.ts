import { z } from 'zod';
import { bounded } from '../bounded.ts';
import { PREDICTION_LIMITS, RETRY_LIMITS } from '../limits.ts';
import { DurationSchema } from '../pattern-schema.ts';
import type { TaskPattern, TaskPolicy } from './types.ts';

const { states } = RETRY_LIMITS;

const ErrorName = z
  .string()
  .min(1, { error: 'The name of an error.' })
  .max(256, { error: 'The name of an error.' });

const ErrorEqualsSchema = z.array(ErrorName).min(1, { error: 'At least one name of an error.' });

const RetrierSchema = z.strictObject({
  errorEquals: ErrorEqualsSchema,
  intervalSeconds: bounded(states.intervalSeconds, 'seconds'),
  maxAttempts: bounded(states.maxAttempts, 'retries'),
  backoffRate: z.number({ error: 'A number.' }).min(states.backoffRate.min, {
    error: `At least ${states.backoffRate.min}: an interval does not shrink.`,
  }),
  maxDelaySeconds: bounded(states.maxDelaySeconds, 'seconds').nullable(),
  jitterStrategy: z.enum(['NONE', 'FULL'], { error: 'NONE or FULL.' }),
});

const CatcherSchema = z.strictObject({
  errorEquals: ErrorEqualsSchema,
  next: z.string().min(1, { error: 'The name of a state.' }).max(80, { error: 'The name of a state.' }),
});

/** A {@link TaskPolicy} within AWS's bounds. */
export const TaskPolicySchema = z
  .strictObject({
    retriers: z.array(RetrierSchema).max(PREDICTION_LIMITS.rules),
    catchers: z.array(CatcherSchema).max(PREDICTION_LIMITS.rules),
    timeoutSeconds: bounded(states.timeoutSeconds, 'seconds').nullable(),
  })
  .superRefine((policy, context) => {
    for (const field of ['retriers', 'catchers'] as const) {
      const rules = policy[field];
      const index = rules.findIndex(
        ({ errorEquals }, at) =>
          errorEquals.includes('States.ALL') && (errorEquals.length > 1 || at < rules.length - 1),
      );
      if (index === -1) continue;
      const message = 'States.ALL stands alone, and in the last entry.';
      context.addIssue({ code: 'custom', path: [field, index, 'errorEquals'], message });
    }
  }) satisfies z.ZodType<TaskPolicy>;

export const TaskPatternSchema = z.strictObject({
  errors: z
    .array(ErrorName.nullable())
    .max(PREDICTION_LIMITS.steps, { error: `At most ${PREDICTION_LIMITS.steps} tries.` }),
  durationMs: DurationSchema,
}) satisfies z.ZodType<TaskPattern>;
