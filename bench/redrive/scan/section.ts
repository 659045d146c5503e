import { decimal, ratio, table, whole } from '../../report/markdown.ts';
import type { Requirement } from '../../report/requirement.ts';
import { median } from '../../report/statistics.ts';
import type { Plan } from '../plan.ts';
import type { Reader, ScanRounds } from './measure.ts';
import type { Reading } from './reading.ts';

/** What a scan has to keep. */
export function checkScans(rounds: readonly ScanRounds[]): Requirement[] {
  return rounds.map(({ connections, readings }) => ({
    text: `Scan ÷ bare receive loop, messages a second at ${connections} connections`,
    bound: { atLeast: 0.9 },
    figure: median(ratiosOf(readings, ({ readMs }) => 1 / readMs)),
    by: 'rate',
  }));
}

export function scanSection(plan: Plan, rounds: readonly ScanRounds[]): string {
  return `## A scan of the dead letters

${whole(plan.messages)} dead letters with bodies of ${whole(plan.bodyBytes)} bytes, two attributes and a recorded attempt each, in a queue of the engine, in memory. A proxy adds
${plan.latencyMs} ms to the time from request to answer, of the state table too. \`bare\` is a loop around the SDK's ReceiveMessage that asks for
the same and throws the answers away; \`scan\` is \`scanQueue\`, which joins each message with its latest attempt; without causes it has no
table. Each reads the queue in a process of its own; all take turns within each of ${plan.rounds} rounds. Medians; messages a second from the
first request until the last message was handed over, processor time until then, the start of the process included. The bare loop's memory is
that of reading alone.

${table(
  [
    'connections',
    'reader',
    'messages/s',
    '÷ bare',
    'CPU (s)',
    'bare ÷ CPU',
    'all causes (s)',
    'all given back (s)',
    'peak RSS (MB)',
  ],
  rounds.flatMap(({ connections, readings }) =>
    (Object.keys(readings) as Reader[]).map((reader) => row(connections, reader, readings)),
  ),
)}`;
}

function row(connections: number, reader: Reader, readings: ScanRounds['readings']): string[] {
  const own = readings[reader];
  const middle = (of: (reading: Reading) => number) => median(own.map(of));
  const against = (of: (reading: Reading) => number) =>
    ratio(median(ratiosOf({ ...readings, scan: own }, of)));
  return [
    String(connections),
    reader,
    whole(middle(({ messages, readMs }) => (messages / readMs) * 1000)),
    against(({ readMs }) => 1 / readMs),
    decimal(middle(({ cpuMs }) => cpuMs / 1000)),
    against(({ cpuMs }) => 1 / cpuMs),
    reader === 'scan' ? decimal(middle(({ causesMs }) => causesMs / 1000)) : '',
    decimal(middle(({ endMs }) => endMs / 1000)),
    whole(middle(({ peakRssBytes }) => peakRssBytes / 2 ** 20)),
  ];
}

/** Of the scan to the bare loop, round by round. */
function ratiosOf({ bare, scan }: ScanRounds['readings'], of: (reading: Reading) => number): number[] {
  return scan.map((reading, round) => of(reading) / of(bare[round] ?? reading));
}
