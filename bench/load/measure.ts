import { setTimeout as sleep } from 'node:timers/promises';
import { sum } from '../report/statistics.ts';
import type { Clients, Load } from './clients.ts';
import type { ServerProcess } from './server-process.ts';

/** One phase of requests of one kind to one server. */
export interface Phase {
  requests: number;
  seconds: number;
  /** The server's processor time during the phase, of all its threads. */
  cpuMicros: number;
  /** Mean length of an answer's body. */
  answerBytes: number;
}

/** Runs the requests and asks the server before and after what it has used. */
export async function measurePhase(server: ServerProcess, clients: Clients, load: Load): Promise<Phase> {
  const before = await server.usage();
  const { done, seconds, answerBytes } = await clients.run(load);
  const after = await server.usage();
  return {
    requests: done,
    seconds,
    cpuMicros: after.cpuMicros - before.cpuMicros,
    answerBytes: Math.round(answerBytes / done),
  };
}

/** Several phases of one kind as one. */
export function addPhases(phases: readonly Phase[]): Phase {
  return {
    requests: sum(phases.map(({ requests }) => requests)),
    seconds: sum(phases.map(({ seconds }) => seconds)),
    cpuMicros: sum(phases.map(({ cpuMicros }) => cpuMicros)),
    answerBytes: phases[0]?.answerBytes ?? 0,
  };
}

const IDLE_CHECK_MS = 50;
const IDLE_SHARE = 0.1;
const IDLE_CHECKS = 200;

/** Returns once the server has nothing left to do by itself (or after ten seconds), so that it does not disturb the next one. */
export async function waitUntilIdle(server: ServerProcess): Promise<void> {
  let { cpuMicros } = await server.usage();
  for (let check = 0; check < IDLE_CHECKS; check += 1) {
    await sleep(IDLE_CHECK_MS);
    const now = (await server.usage()).cpuMicros;
    if (now - cpuMicros < IDLE_CHECK_MS * 1000 * IDLE_SHARE) return;
    cpuMicros = now;
  }
}
