import { z } from 'zod';
import type { SendRequest } from '#lib/queues/types';

/** Bounds of one call; those of SQS where SQS has one. Shared by the form and the API. */
const SEND_LIMITS = {
  messagesPerCall: 1000,
  attributes: 10,
  attributeNameLength: 256,
  delaySeconds: 900,
  groupIdLength: 128,
} as const;

/** Characters SQS takes: those of XML 1.0. */
const ALLOWED_TEXT = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
const ATTRIBUTE_NAME = /^(?!\.)(?!.*\.\.)(?!(?:aws|amazon)\.)[A-Za-z0-9_.-]+(?<!\.)$/i;
const DATA_TYPE = /^(String|Number|Binary)(\..+)?$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const GROUP_ID = /^[\x21-\x7E]+$/;

/** A message body as SQS takes it. */
export const BodySchema = z
  .string({ error: 'A message body is text.' })
  .min(1, { error: 'A message body has at least one character.' })
  .regex(ALLOWED_TEXT, { error: 'SQS does not take control characters other than tab and line breaks.' });

const AttributeSchema = z
  .strictObject({
    DataType: z.string().max(256).regex(DATA_TYPE, {
      error: 'The type is String, Number or Binary, with an optional suffix after a dot.',
    }),
    StringValue: z
      .string()
      .min(1, { error: 'An attribute value is not empty.' })
      .regex(ALLOWED_TEXT)
      .exactOptional(),
    BinaryValue: z
      .string()
      .min(1, { error: 'An attribute value is not empty.' })
      .regex(BASE64, { error: 'A binary value is base64.' })
      .exactOptional(),
  })
  .superRefine((attribute, context) => {
    const binary = attribute.DataType.startsWith('Binary');
    const wanted = binary ? 'BinaryValue' : 'StringValue';
    const other = binary ? 'StringValue' : 'BinaryValue';
    if (attribute[wanted] === undefined || attribute[other] !== undefined) {
      context.addIssue({
        code: 'custom',
        path: [wanted],
        message: `${attribute.DataType} takes a ${wanted}.`,
      });
    } else if (attribute.DataType.startsWith('Number') && !isNumber(attribute.StringValue ?? '')) {
      context.addIssue({ code: 'custom', path: ['StringValue'], message: 'This is not a number.' });
    }
  });

/** Attributes by name, as many as SQS takes. */
export const AttributesSchema = z
  .record(
    z.string().max(SEND_LIMITS.attributeNameLength).regex(ATTRIBUTE_NAME, {
      error:
        'A name has letters, digits, hyphens, underscores and single dots inside; AWS. and Amazon. are reserved.',
    }),
    AttributeSchema,
  )
  .refine((attributes) => Object.keys(attributes).length <= SEND_LIMITS.attributes, {
    error: `SQS takes at most ${SEND_LIMITS.attributes} attributes.`,
  });

/** `POST /api/queues/{name}/messages` */
export const SendSchema = z
  .strictObject({
    body: BodySchema.exactOptional(),
    bodies: z
      .array(BodySchema)
      .min(1, { error: 'At least one message.' })
      .max(SEND_LIMITS.messagesPerCall, {
        error: `At most ${SEND_LIMITS.messagesPerCall.toLocaleString('en-US')} messages at once.`,
      })
      .exactOptional(),
    count: z
      .int({ error: 'A whole number.' })
      .min(1, { error: 'At least one message.' })
      .max(SEND_LIMITS.messagesPerCall, {
        error: `At most ${SEND_LIMITS.messagesPerCall.toLocaleString('en-US')} messages at once.`,
      })
      .exactOptional(),
    attributes: AttributesSchema.exactOptional(),
    delaySeconds: z
      .int({ error: 'A whole number of seconds.' })
      .min(0, { error: 'A delay is 0 to 900 seconds.' })
      .max(SEND_LIMITS.delaySeconds, { error: 'A delay is 0 to 900 seconds.' })
      .exactOptional(),
    groupId: z
      .string()
      .max(SEND_LIMITS.groupIdLength)
      .regex(GROUP_ID, { error: '1 to 128 letters, digits and punctuation characters.' })
      .exactOptional(),
  })
  .superRefine((request, context) => {
    if ((request.body === undefined) === (request.bodies === undefined)) {
      context.addIssue({ code: 'custom', path: ['body'], message: 'Give either body or bodies.' });
    } else if (request.bodies && request.count !== undefined) {
      context.addIssue({ code: 'custom', path: ['count'], message: 'count repeats body, not bodies.' });
    }
  }) satisfies z.ZodType<unknown, SendRequest>;

/** SQS: up to 38 digits of precision, between -10^128 and 10^126. */
function isNumber(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) && text.replaceAll(/\D/g, '').length <= 41;
}
