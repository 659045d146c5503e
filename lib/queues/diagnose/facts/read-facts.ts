import { countExhausted } from '#lib/attempts/read/count-exhausted';
import type { Context } from '#lib/context';
import type { DomainError } from '#lib/errors';
import type { FunctionsByQueue } from '#lib/lambda/listing/list-dead-letter-functions';
import { oldestAges } from '#lib/metrics/ages/oldest-ages';
import { listAlarms } from '#lib/queues/alarms/list-alarms';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { readFunctionTimeouts } from '#lib/queues/consumers/function-timeouts';
import type { ConsumersByQueue } from '#lib/queues/consumers/list-consumers';
import type { QueueDetail } from '#lib/queues/types';
import type { QueueFacts } from '../facts.ts';
import { readSources } from './read-sources.ts';
import { toFacts, type Relations } from './to-facts.ts';

type Summary = Omit<QueueDetail, 'findings' | 'unavailable' | 'tags'>;

/**
 * What the rules judge of one queue: what the caller has read, and what is shared by all viewers besides. CloudWatch is not asked for
 * the age of the oldest message: it is known when a page has asked for it. `refuse` is told what AWS does not allow.
 */
export async function readFacts({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    queue: QueueAttributes;
    summary: Pick<Summary, keyof Parameters<typeof countExhausted>[0]['input']['queue']>;
    deadLetterSources: readonly string[] | null;
    deadLetterFunctions: FunctionsByQueue;
    consumers: ConsumersByQueue | null;
    deadLetterQueue: Relations['deadLetterQueue'];
    refuse: (part: 'alarms' | 'functions', error: DomainError) => void;
  };
}): Promise<QueueFacts> {
  const { queue, summary, deadLetterSources, deadLetterFunctions, consumers, deadLetterQueue, refuse } =
    input;
  const functionNames = summary.consumers.map(({ functionName }) => functionName);
  const [alarms, functions, sources, exhausted] = await Promise.all([
    listAlarms({ ctx }),
    readFunctionTimeouts({ ctx, input: { functionNames } }),
    deadLetterSources && readSources({ ctx, input: { names: deadLetterSources } }),
    countExhausted({ ctx, input: { queue: summary, consumersKnown: consumers !== null } }),
  ]);
  if (alarms.error) refuse('alarms', alarms.error);
  if (functions.error) refuse('functions', functions.error);
  const { timeouts } = functions;
  const known = {
    consumers,
    timeouts,
    alarms: alarms.value,
    deadLetterFunctions,
    oldestAgeOf: oldestAges(ctx).known,
  };
  return toFacts(queue, known, { deadLetterSources: sources, deadLetterQueue, exhausted });
}
