import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FEW_ARENAS } from '#infra/functions';
import type { Plan } from '../plan.ts';
import type { Moving } from './moving.ts';

const MOVER = 'bench/redrive/mover/mover-process.ts';
/** What a small function gives its JavaScript: without a bound it takes what the machine has, and frees it when it must. */
const MEMORY = ['--max-old-space-size=96', '--max-semi-space-size=8'];

export const MOVERS = ['bare', 'mover'] as const;
export type MoverName = (typeof MOVERS)[number];

/** Moves of all rounds, by mover, at one number of connections. */
export interface MoveRounds {
  connections: number;
  moves: Record<MoverName, Moving[]>;
}

/** Moves all messages to and fro between two dead-letter queues: one mover there, the other back, the order turned round each time. */
export async function measureMoves(queues: readonly [string, string], plan: Plan): Promise<MoveRounds[]> {
  const all: MoveRounds[] = [];
  let [source, target] = queues;
  for (const connections of plan.connections) {
    const moves: MoveRounds['moves'] = { bare: [], mover: [] };
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const mover of round % 2 === 0 ? MOVERS : MOVERS.toReversed()) {
        const moving = await move(mover, [source, target], plan.messages, connections);
        [source, target] = [target, source];
        moves[mover].push(moving);
        const seconds = (moving.moveMs / 1000).toFixed(1);
        console.log(
          `  ${connections} connections, ${mover}: ${seconds} s, cpu ${(moving.cpuMs / 1000).toFixed(1)} s`,
        );
      }
    }
    all.push({ connections, moves });
  }
  return all;
}

async function move(
  mover: MoverName,
  [source, target]: readonly [string, string],
  messages: number,
  connections: number,
): Promise<Moving> {
  const args = [...MEMORY, MOVER, mover, source, target, String(messages), String(connections)];
  const env = { ...process.env, ...FEW_ARENAS };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as Moving;
}
