import { z } from 'zod';
import type { RedriveRequest } from '#lib/redrive/types';

/** Messages one call moves by id, at most. */
const MAX_SELECTED_MESSAGES = 1000;
/** AWS's bound for MaxNumberOfMessagesPerSecond. */
const MAX_MOVES_PER_SECOND = 500;

const QueueName = z
  .string({ error: 'The name of a queue.' })
  .min(1, { error: 'The name of a queue.' })
  .max(80);

const SelectionSchema = z.union(
  [
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({
      messageIds: z
        .array(z.string().min(1, { error: 'A message id.' }).max(100, { error: 'A message id.' }))
        .min(1, { error: 'At least one message id.' })
        .max(MAX_SELECTED_MESSAGES),
    }),
  ],
  {
    error: `Give {"all": true} or {"messageIds": [..]} with 1 to ${MAX_SELECTED_MESSAGES.toLocaleString('en-US')} ids.`,
  },
);

/** `POST /api/redrives` */
export const RedriveSchema = z
  .strictObject({
    source: QueueName,
    target: QueueName.exactOptional(),
    selection: SelectionSchema,
    ratePerSecond: z
      .int({ error: 'A whole number.' })
      .min(1, { error: `A rate is 1 to ${MAX_MOVES_PER_SECOND} messages per second.` })
      .max(MAX_MOVES_PER_SECOND, { error: `A rate is 1 to ${MAX_MOVES_PER_SECOND} messages per second.` })
      .exactOptional(),
    reason: z.string().max(500, { error: 'At most 500 characters.' }).exactOptional(),
  })
  .superRefine((request, context) => {
    if (request.ratePerSecond !== undefined && !('all' in request.selection)) {
      const message = 'A rate goes with {"all": true} only.';
      context.addIssue({ code: 'custom', path: ['ratePerSecond'], message });
    }
    if (request.target === request.source) {
      context.addIssue({ code: 'custom', path: ['target'], message: 'The target is the source itself.' });
    }
  }) satisfies z.ZodType<unknown, RedriveRequest>;
