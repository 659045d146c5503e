import { z } from 'zod';
import { parseInput } from '#lib/parse-input';
import { EventPolicySchema } from './async-invocation/event-schema.ts';
import { predictEvent } from './async-invocation/predict-event.ts';
import { BatchPolicySchema } from './batch/batch-schema.ts';
import { predictBatches } from './batch/predict-batches.ts';
import { BatchPatternSchema, StepPatternSchema } from './pattern-schema.ts';
import { predictReceives } from './sqs/predict-receives.ts';
import { QueuePolicySchema } from './sqs/queue-schema.ts';
import { predictTask } from './step-functions/predict-task.ts';
import { TaskPatternSchema, TaskPolicySchema } from './step-functions/task-schema.ts';
import { predictShard } from './stream/predict-shard.ts';
import { StreamPolicySchema } from './stream/stream-schema.ts';
import type { Prediction, RetryRequest } from './types.ts';

const model = <Name extends RetryRequest['model']>(name: Name) => z.literal(name);

/** A model with its policy and failure pattern: one schema for a form, an API and a link. */
const RetryRequestSchema = z.discriminatedUnion(
  'model',
  [
    z.strictObject({
      model: model('redrive-policy'),
      policy: QueuePolicySchema.refine(({ maxReceiveCount }) => maxReceiveCount !== null, {
        path: ['maxReceiveCount'],
        error: 'A redrive policy has a maxReceiveCount.',
      }),
      pattern: StepPatternSchema,
    }),
    z.strictObject({
      model: model('until-expiry'),
      policy: QueuePolicySchema.refine(({ maxReceiveCount }) => maxReceiveCount === null, {
        path: ['maxReceiveCount'],
        error: 'Without a redrive policy there is no maxReceiveCount.',
      }),
      pattern: StepPatternSchema,
    }),
    z.strictObject({ model: model('batch'), policy: BatchPolicySchema, pattern: BatchPatternSchema }),
    z.strictObject({
      model: model('async-invocation'),
      policy: EventPolicySchema,
      pattern: StepPatternSchema,
    }),
    z.strictObject({ model: model('stream'), policy: StreamPolicySchema, pattern: BatchPatternSchema }),
    z.strictObject({ model: model('step-functions'), policy: TaskPolicySchema, pattern: TaskPatternSchema }),
  ],
  { error: 'One of the six models.' },
) satisfies z.ZodType<RetryRequest>;

/**
 * What a model says of a policy and a failure pattern.
 * @throws DomainError `invalid-input`, naming the field and AWS's bounds.
 */
export function predictRetries({ input }: { input: unknown }): Prediction {
  const request: RetryRequest = parseInput(RetryRequestSchema, input);
  switch (request.model) {
    case 'redrive-policy':
    case 'until-expiry':
      return predictReceives(request.policy, request.pattern);
    case 'batch':
      return predictBatches(request.policy, request.pattern);
    case 'async-invocation':
      return predictEvent(request.policy, request.pattern);
    case 'stream':
      return predictShard(request.policy, request.pattern);
    case 'step-functions':
      return predictTask(request.policy, request.pattern);
    default:
      return request satisfies never;
  }
}
