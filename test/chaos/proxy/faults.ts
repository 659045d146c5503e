import type { Random } from '#test/factories/random';

/** What may go wrong between a mover and AWS. `after`: AWS has acted by then, and the mover does not hear of it. */
export const FAULTS = [
  'throttle',
  'error-before',
  'error-after',
  'cut-before',
  'cut-after',
  'delay-before',
  'delay-after',
  'entries-fail',
] as const;

export type FaultKind = (typeof FAULTS)[number];

type Json = Record<string, unknown>;

/** A batch of which some entries do not get through, and the answer that says so. */
interface Partial {
  /** What is passed on; null when nothing is left. */
  body: Json | null;
  /** Adds what failed to AWS's answer. */
  amend(answer: Json): Json;
}

interface Entry {
  Id: string;
}

const PASSING = { Code: 'InternalError', Message: 'Something went wrong here.', SenderFault: false };
const REFUSED = { Code: 'InvalidParameterValue', Message: 'This one is not wanted.', SenderFault: true };
/** Of the entries of a send that fail, those that fail for good. */
const REFUSED_SHARE = 0.1;

/** Lets about a third of a batch's entries fail; null for a request that is no batch of several. */
export function failEntries(action: string, body: Json, random: Random): Partial | null {
  if (action === 'BatchWriteItem') return leaveUnprocessed(body, random);
  const { Entries } = body as { Entries?: Entry[] };
  if (!Entries) return null;
  const failed = Entries.filter(() => random.next() < 0.35).map(({ Id }) => ({
    Id,
    ...(action === 'SendMessageBatch' && random.next() < REFUSED_SHARE ? REFUSED : PASSING),
  }));
  if (failed.length === 0) return null;
  const ids = new Set(failed.map(({ Id }) => Id));
  const left = Entries.filter(({ Id }) => !ids.has(Id));
  return {
    body: left.length === 0 ? null : { ...body, Entries: left },
    amend: (answer) => ({
      Successful: [],
      ...answer,
      Failed: [...((answer['Failed'] as Json[]) ?? []), ...failed],
    }),
  };
}

/** DynamoDB takes a part of a batch and gives the rest back. */
function leaveUnprocessed(body: Json, random: Random): Partial | null {
  const [[table, writes] = ['', []]] = Object.entries(body['RequestItems'] as Record<string, Json[]>);
  const isLeft = writes.map(() => random.next() < 0.4);
  if (!isLeft.includes(true)) return null;
  const processed = writes.filter((_, index) => !isLeft[index]);
  const unprocessed = writes.filter((_, index) => isLeft[index]);
  return {
    body: processed.length === 0 ? null : { ...body, RequestItems: { [table]: processed } },
    amend: (answer) => ({ ...answer, UnprocessedItems: { [table]: unprocessed } }),
  };
}

/** The error AWS gives where it has too much to do, or itself fails. */
export function errorOf(kind: 'throttle' | 'error', isTable: boolean): { status: number; code: string } {
  if (kind === 'error') return { status: 500, code: isTable ? 'InternalServerError' : 'InternalError' };
  return { status: 400, code: isTable ? 'ProvisionedThroughputExceededException' : 'RequestThrottled' };
}
