import { decimal, ratio, table, whole } from '../../report/markdown.ts';
import type { Requirement } from '../../report/requirement.ts';
import { median } from '../../report/statistics.ts';
import type { Plan } from '../plan.ts';
import type { MoveRounds, MoverName } from './measure.ts';
import type { Moving } from './moving.ts';

const MEGABYTE = 1_000_000;

/** What the mover has to keep. */
export function checkMoves(rounds: readonly MoveRounds[]): Requirement[] {
  return [
    ...rounds.map(({ connections, moves }): Requirement => ({
      text: `Mover ÷ bare receive, send and delete loop, messages a second at ${connections} connections`,
      bound: { atLeast: 0.8 },
      figure: median(ratiosOf(moves.mover, moves.bare, ({ moveMs }) => 1 / moveMs)),
      by: 'rate',
    })),
    {
      text: 'Memory of the mover, MB',
      bound: { below: 200 },
      figure: Math.max(
        ...rounds.flatMap(({ moves }) => moves.mover.map(({ peakRssBytes }) => peakRssBytes / MEGABYTE)),
      ),
      by: 'memory',
    },
  ];
}

export function moverSection(plan: Plan, rounds: readonly MoveRounds[]): string {
  return `## A redrive of the dead letters

The same ${whole(plan.messages)} messages are moved to another queue, and back by the other mover, through the same proxy. \`bare\` is a loop around
the SDK's receive, send and delete of ten, which loses what fails and notes nothing; \`mover\` is a redrive job with everything it does: each
message is in the ledger before it is sent, after it was confirmed and after it was deleted. Each runs in a process of its own with the memory of a
small function (96 MB of heap); all take turns within each of ${plan.rounds} rounds. Medians; the largest memory of all rounds.

${table(
  ['connections', 'mover', 'messages/s', '÷ bare', 'CPU (s)', 'bare ÷ CPU', 'peak RSS (MB)'],
  rounds.flatMap(({ connections, moves }) =>
    (Object.keys(moves) as MoverName[]).map((mover) => row(connections, mover, moves)),
  ),
)}`;
}

function row(connections: number, mover: MoverName, moves: MoveRounds['moves']): string[] {
  const own = moves[mover];
  const against = (of: (moving: Moving) => number) => ratio(median(ratiosOf(own, moves.bare, of)));
  return [
    String(connections),
    mover,
    whole(median(own.map(({ messages, moveMs }) => (messages / moveMs) * 1000))),
    against(({ moveMs }) => 1 / moveMs),
    decimal(median(own.map(({ cpuMs }) => cpuMs / 1000))),
    against(({ cpuMs }) => 1 / cpuMs),
    whole(Math.max(...own.map(({ peakRssBytes }) => peakRssBytes / MEGABYTE))),
  ];
}

/** Of one mover to the bare loop, round by round. */
function ratiosOf(own: readonly Moving[], bare: readonly Moving[], of: (moving: Moving) => number): number[] {
  return own.map((moving, round) => of(moving) / of(bare[round] ?? moving));
}
