import { z } from 'zod';

/** Longer than any id of SQS; the bound of the lineage attribute, which anybody may send. */
const MAX_ID_LENGTH = 128;
const MAX_GENERATION = 1_000_000;
const MAX_RECEIVES = 1_000_000_000;

const ID = `An id has 1 to ${MAX_ID_LENGTH} characters.`;

/** The id of a message in a route. */
export const MessageIdSchema = z
  .string({ error: ID })
  .min(1, { error: ID })
  .max(MAX_ID_LENGTH, { error: ID });

/** `GET /api/messages/{id}/attempts?root=&generation=&receivesBefore=&deadFrom=&receiveCount=`, as a scan saw the message. */
export const MessageAttemptsSchema = z.strictObject({
  /** Of its lineage. Without it the record of its latest attempt tells. */
  root: MessageIdSchema.exactOptional(),
  generation: wholeNumber(MAX_GENERATION).exactOptional(),
  /** Deliveries before its latest redrive, of its lineage. */
  receivesBefore: wholeNumber(MAX_RECEIVES).exactOptional(),
  /** Queue it was dead-lettered from. */
  deadFrom: z.string().min(1).max(80).exactOptional(),
  /** SQS's count at the scan, the scan's own look included. */
  receiveCount: wholeNumber(MAX_RECEIVES).exactOptional(),
});

function wholeNumber(max: number) {
  const error = `A whole number, 0 to ${max.toLocaleString('en-US')}.`;
  return z
    .string({ error })
    .regex(/^\d{1,10}$/, { error })
    .transform(Number)
    .refine((value) => value <= max, { error });
}
