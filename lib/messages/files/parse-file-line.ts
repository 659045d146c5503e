import { z } from 'zod';
import type { MessageAttribute } from '#lib/queues/types';
import { LINEAGE_ATTRIBUTE, type Lineage, parseLineage } from '#lib/redrive/lineage';
import { FILE_VERSION } from './file-line.ts';

/** A message that a file holds: what is needed to send it again, and what is known of it. */
export interface FileMessage {
  /** It had in the queue it was read from; null where the file does not say. */
  messageId: string | null;
  body: string;
  attributes: Record<string, MessageAttribute>;
  groupId: string | null;
  deduplicationId: string | null;
  traceHeader: string | null;
  /** Queue it was dead-lettered from. */
  deadLetterSource: string | null;
  lineage: Lineage | null;
  /** Queue it was read from. */
  queue: string | null;
  sentAtMs: number | null;
}

const text = (name: string) => z.string({ error: `${name} must be text.` });
const optionalText = (name: string) => text(name).nullish();

const AttributeSchema = z
  .object({
    DataType: text('DataType').regex(/^(String|Number|Binary)(\..+)?$/, {
      error: 'its type must be String, Number or Binary, with an optional suffix after a dot.',
    }),
    StringValue: text('StringValue').exactOptional(),
    BinaryValue: z.base64({ error: 'BinaryValue must be base64.' }).exactOptional(),
  })
  .refine(
    ({ DataType, StringValue, BinaryValue }) =>
      DataType.startsWith('Binary')
        ? BinaryValue !== undefined && StringValue === undefined
        : StringValue !== undefined && BinaryValue === undefined,
    { error: 'it must have a BinaryValue if its type is Binary, and a StringValue otherwise.' },
  );

/** Fields beyond these are somebody's notes. */
const LineSchema = z.object(
  {
    redrive: z
      .literal(FILE_VERSION, { error: 'it was written by a newer desk, and this one cannot read it.' })
      .optional(),
    messageId: text('messageId').min(1, { error: 'messageId is empty.' }).nullish(),
    body: text('body'),
    attributes: z.record(z.string(), AttributeSchema, { error: 'attributes must be an object.' }).nullish(),
    groupId: optionalText('groupId'),
    deduplicationId: optionalText('deduplicationId'),
    traceHeader: optionalText('traceHeader'),
    deadLetterSource: optionalText('deadLetterSource'),
    lineage: z.unknown().optional(),
    queue: optionalText('queue'),
    sentAtMs: z.number({ error: 'sentAtMs must be a number.' }).nullish(),
  },
  { error: 'it is not a JSON object.' },
);

/**
 * The message in a line of an export, of a snapshot, or of a file by hand: `body` alone is enough. A line that holds none says why,
 * with its number. Attributes keep their exact types.
 */
export function parseFileLine(
  line: string,
  lineNumber: number,
): { message: FileMessage } | { problem: string } {
  const json = parseJson(line);
  if (json === undefined) return { problem: `Line ${lineNumber}: it is not JSON.` };
  const parsed = LineSchema.safeParse(json);
  if (!parsed.success) return { problem: `Line ${lineNumber}: ${explain(parsed.error)}` };
  const { attributes, lineage, ...rest } = parsed.data;
  return {
    message: {
      messageId: rest.messageId ?? null,
      body: rest.body,
      attributes: attributes ?? {},
      groupId: rest.groupId ?? null,
      deduplicationId: rest.deduplicationId ?? null,
      traceHeader: rest.traceHeader ?? null,
      deadLetterSource: rest.deadLetterSource ?? null,
      // The attribute is what travels; the field beside it is a copy for people.
      lineage:
        parseLineage(attributes?.[LINEAGE_ATTRIBUTE]?.StringValue) ?? parseLineage(JSON.stringify(lineage)),
      queue: rest.queue ?? null,
      sentAtMs: rest.sentAtMs ?? null,
    },
  };
}

/** Undefined for what is not JSON. */
function parseJson(line: string): unknown {
  try {
    // Editors may begin a file with a byte order mark.
    return JSON.parse(line.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

function explain({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (!issue) return 'it is not understood.';
  const [first, name] = issue.path;
  return first === 'attributes' && name !== undefined
    ? `attribute ${String(name)}: ${issue.message}`
    : issue.message;
}
