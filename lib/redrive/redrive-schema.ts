import { z } from 'zod';
import { AttributesSchema, BodySchema } from '#lib/queues/send-schema';
import type { DeleteRequest, RedriveRequest } from '#lib/redrive/types';
import { findEditExcess } from './edit-bounds.ts';
import { LINEAGE_ATTRIBUTE } from './lineage.ts';

/** Bounds of one job. */
const JOB_LIMITS = {
  selectedIds: 100_000,
  ratePerSecond: 10_000,
  /** AWS's bound for MaxNumberOfMessagesPerSecond. */
  awsRatePerSecond: 500,
  stages: 10,
  stageMessages: 100_000,
  reasonLength: 500,
  queryLength: 2_000,
} as const;

const count = (value: number) => value.toLocaleString('en-US');

const QueueName = z
  .string({ error: 'The name of a queue.' })
  .min(1, { error: 'The name of a queue.' })
  .max(80, { error: 'The name of a queue.' });

const MessageId = z.string().min(1, { error: 'A message id.' }).max(100, { error: 'A message id.' });

const SelectionSchema = z.union(
  [
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({
      messageIds: z
        .array(MessageId)
        .min(1)
        .max(JOB_LIMITS.selectedIds)
        .transform((ids) => [...new Set(ids)]),
    }),
    z.strictObject({ fingerprint: z.string().min(1).max(100) }),
    z.strictObject({ query: z.string().max(JOB_LIMITS.queryLength) }),
  ],
  {
    error: `Give {"all": true}, {"messageIds": [..]} with 1 to ${count(JOB_LIMITS.selectedIds)} ids, {"fingerprint": ".."} or {"query": ".."}.`,
  },
);

const EditSchema = z
  .strictObject({
    body: BodySchema.exactOptional(),
    bodyPatch: z.record(z.string(), z.unknown()).exactOptional(),
    setAttributes: AttributesSchema.refine((attributes) => !(LINEAGE_ATTRIBUTE in attributes), {
      error: `${LINEAGE_ATTRIBUTE} is the desk's own.`,
    }).exactOptional(),
    removeAttributes: z.array(z.string().min(1).max(256)).max(20).exactOptional(),
  })
  .superRefine((edit, context) => {
    const message = findEditExcess(edit);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

const CanarySchema = z.strictObject({
  stages: z
    .array(z.int({ error: 'A whole number.' }).min(1).max(JOB_LIMITS.stageMessages))
    .min(1, { error: 'At least one stage.' })
    .max(JOB_LIMITS.stages, { error: `At most ${JOB_LIMITS.stages} stages.` }),
  maxFailureRatio: z.number().min(0, { error: '0 to 1.' }).max(1, { error: '0 to 1.' }),
});

const ReasonSchema = z
  .string()
  .trim()
  .max(JOB_LIMITS.reasonLength, { error: `At most ${JOB_LIMITS.reasonLength} characters.` });

const LabelSchema = z.string().trim().min(1).max(200, { error: 'At most 200 characters.' });

const IdempotencyKey = z.string().min(8, { error: '8 to 100 characters.' }).max(100);

/** `POST /api/redrives` */
export const RedriveSchema = z
  .strictObject({
    source: QueueName.exactOptional(),
    file: z.string().min(1).max(60).exactOptional(),
    target: QueueName.exactOptional(),
    targetFunction: z.string().min(1).max(140).exactOptional(),
    selection: SelectionSchema.exactOptional(),
    edit: EditSchema.exactOptional(),
    ratePerSecond: z
      .int({ error: 'A whole number.' })
      .min(1, { error: 'At least 1 message per second.' })
      .max(JOB_LIMITS.ratePerSecond, {
        error: `At most ${count(JOB_LIMITS.ratePerSecond)} messages per second.`,
      })
      .exactOptional(),
    canary: CanarySchema.exactOptional(),
    reason: ReasonSchema.exactOptional(),
    label: LabelSchema.exactOptional(),
    engine: z.literal('aws').exactOptional(),
    dryRun: z.boolean().exactOptional(),
    lineage: z.boolean().exactOptional(),
    allowManyGenerations: z.boolean().exactOptional(),
    resendUnconfirmed: z.boolean().exactOptional(),
    idempotencyKey: IdempotencyKey.exactOptional(),
  })
  .superRefine((request, context) => {
    const refuse = (field: keyof RedriveRequest, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const { source, file, target, targetFunction, selection, edit, engine } = request;
    if ((source === undefined) === (file === undefined)) refuse('source', 'Give either a source or a file.');
    if (source !== undefined && !selection) refuse('selection', 'Say which messages.');
    if (target !== undefined && target === source) refuse('target', 'The target is the source itself.');
    if (target !== undefined && targetFunction !== undefined)
      refuse('target', 'A queue or a function, not both.');
    if (
      edit?.body !== undefined &&
      !(selection && 'messageIds' in selection && selection.messageIds.length === 1)
    ) {
      refuse('edit', 'A new body is for exactly one message. Change many with bodyPatch.');
    }
    if (edit?.body !== undefined && edit.bodyPatch)
      refuse('edit', 'Give a new body or a patch of it, not both.');
    if (engine === 'aws') checkAws(request, refuse);
  }) satisfies z.ZodType<unknown, RedriveRequest>;

/** What AWS's move task cannot do. */
function checkAws(
  request: { [Field in keyof RedriveRequest]?: unknown },
  refuse: (field: keyof RedriveRequest, message: string) => void,
): void {
  const { source, selection, ratePerSecond } = request;
  if (source === undefined || typeof selection !== 'object' || selection === null || !('all' in selection)) {
    refuse('engine', "AWS's move task moves all of a dead-letter queue and nothing else.");
  }
  const unsupported = (['edit', 'canary', 'targetFunction'] as const).find(
    (field) => request[field] !== undefined,
  );
  if (unsupported) refuse(unsupported, "AWS's move task cannot do this.");
  if (typeof ratePerSecond === 'number' && ratePerSecond > JOB_LIMITS.awsRatePerSecond) {
    refuse('ratePerSecond', `AWS moves at most ${JOB_LIMITS.awsRatePerSecond} messages per second.`);
  }
}

/** `POST /api/queues/{name}/delete` */
export const DeleteSchema = z.strictObject({
  selection: SelectionSchema,
  reason: ReasonSchema.min(1, { error: 'Say why: it is kept with the job.' }),
  label: LabelSchema.exactOptional(),
  idempotencyKey: IdempotencyKey.exactOptional(),
}) satisfies z.ZodType<unknown, DeleteRequest>;
