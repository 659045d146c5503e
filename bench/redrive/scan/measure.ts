import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Plan } from '../plan.ts';
import type { Reading } from './reading.ts';

const READER = 'bench/redrive/scan/reader-process.ts';

export const READERS = ['bare', 'scan', 'scan without causes'] as const;
export type Reader = (typeof READERS)[number];

/** Readings of all rounds, by reader, at one number of connections. */
export interface ScanRounds {
  connections: number;
  readings: Record<Reader, Reading[]>;
}

/** Reads the queue by every reader in each round, the order turned round each time; each reading is a new process. */
export async function measureScans(queue: string, plan: Plan): Promise<ScanRounds[]> {
  const all: ScanRounds[] = [];
  for (const connections of plan.connections) {
    const readings: ScanRounds['readings'] = { bare: [], scan: [], 'scan without causes': [] };
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const reader of round % 2 === 0 ? READERS : READERS.toReversed()) {
        const reading = await read(reader, queue, plan.messages, connections);
        readings[reader].push(reading);
        const seconds = (reading.readMs / 1000).toFixed(1);
        console.log(
          `  ${connections} connections, ${reader}: ${seconds} s, cpu ${(reading.cpuMs / 1000).toFixed(1)} s`,
        );
      }
    }
    all.push({ connections, readings });
  }
  return all;
}

async function read(reader: Reader, queue: string, messages: number, connections: number): Promise<Reading> {
  const args = [READER, reader, queue, String(messages), String(connections)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Reading;
}
