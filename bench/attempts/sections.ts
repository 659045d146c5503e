import { decimal, ratio, table, whole } from '../report/markdown.ts';
import type { Requirement } from '../report/requirement.ts';
import { median } from '../report/statistics.ts';
import { BATCH_SIZE, type BatchCost, type BatchResult, type Pair } from './batches.ts';
import { CAUSES } from './filled-table.ts';
import { FIRST, type Opening, type PageResult } from './page.ts';
import { ATTEMPTS_PER_MESSAGE, type BatchPlan, type PagePlan } from './plan.ts';

/** What recording has to keep, with the figures of this run. */
export function checkRequirements({ succeeding }: BatchResult, { openings }: PageResult): Requirement[] {
  return [
    {
      text: `\`recordAttempts\` on a batch of ${BATCH_SIZE} that all succeed (µs)`,
      bound: { below: 1_000 },
      figure: overhead(succeeding, 'cpuMicros'),
      by: 'processor time',
    },
    {
      text: `The first ${FIRST} dead letters show their cause, slowest opening (ms)`,
      bound: { below: 1_000 },
      figure: Math.max(...openings.map(({ causesMs }) => causesMs)),
      by: 'time',
    },
  ];
}

export function batchSection({ rounds, succeeding, failing }: BatchPlan, result: BatchResult): string {
  const row = (name: string, pair: Pair) => [
    name,
    whole(middle(pair.bare, 'cpuMicros')),
    whole(middle(pair.recorded, 'cpuMicros')),
    `**${whole(overhead(pair, 'cpuMicros'))}**`,
    ratio(median(ratiosOf(pair))),
    whole(overhead(pair, 'elapsedMicros')),
  ];
  return `## A batch of ten

A handler of Powertools (\`processPartialResponse\`) that parses a body of 1 kB, without and with \`recordAttempts\` and \`watch\`, in one
process. Both take turns within each of ${rounds} rounds, of ${whole(succeeding)} batches that succeed and ${whole(failing)} that fail, after a round that is not
counted. Processor time of that process for a batch, all its threads included, in microseconds; medians of the rounds. A batch that succeeds
prints its metrics and writes nothing; one that fails writes twenty items to the table, which is in another process. The last column is
what the answer comes later.

${table(
  ['batch of ten', 'without', 'with', 'difference', 'with ÷ without', 'later by (µs)'],
  [row('all succeed', result.succeeding), row('all fail', result.failing)],
)}`;
}

export function pageSection(plan: PagePlan, { fillSeconds, openings }: PageResult): string {
  const [first, ...later] = openings;
  const row = (name: string, of: (opening: Opening) => number) => [
    name,
    decimal(first ? of(first) : Number.NaN),
    decimal(median(later.map(of))),
    decimal(Math.max(...later.map(of))),
  ];
  const failures = openings[0]?.failures ?? 0;
  return `## Opening the dead letters

${whole(plan.attempts)} attempts in the table, on disk: failures of one queue in the last 24 hours, of ${CAUSES} causes, ${ATTEMPTS_PER_MESSAGE} of each message. ${whole(plan.deadLetters)} of
these messages are in the dead-letter queue. The engine and its table are in processes of their own, which took ${whole(fillSeconds)} s to fill. Each
opening has nothing cached: new clients, new connections. Milliseconds from the request; the first opening is that after a start of the
engine, then the median and the slowest of ${later.length} more.

${table(
  ['', 'first', 'median', 'slowest'],
  [
    row(`the first ${FIRST} messages are there`, ({ messagesMs }) => messagesMs),
    row(`the first ${FIRST} have their causes`, ({ causesMs }) => causesMs),
    row(`all ${whole(plan.deadLetters)} have theirs, and are given back`, ({ endMs }) => endMs),
    row(`causes of the queue in 24 hours, ${whole(failures)} failures counted`, (one) => one.queueCausesMs),
  ],
)}`;
}

function middle(costs: readonly BatchCost[], of: keyof BatchCost): number {
  return median(costs.map((cost) => cost[of]));
}

/** The median over the rounds of what recording added. */
function overhead({ bare, recorded }: Pair, of: keyof BatchCost): number {
  return median(recorded.map((cost, round) => cost[of] - (bare[round]?.[of] ?? Number.NaN)));
}

function ratiosOf({ bare, recorded }: Pair): number[] {
  return recorded.map(({ cpuMicros }, round) => cpuMicros / (bare[round]?.cpuMicros ?? Number.NaN));
}
