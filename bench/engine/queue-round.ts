import { type Clients, openClients } from '../load/clients.ts';
import { addPhases, measurePhase, type Phase } from '../load/measure.ts';
import type { ServerProcess } from '../load/server-process.ts';
import { BATCH_SIZE, INPUT, readHandles, toDeletes, toRequest } from '../load/sqs.ts';
import { expectFullBatches } from './rivals.ts';

export interface QueueRoundPlan {
  /** Receives of a round whose messages come back at once. */
  receives: number;
  /** How often a round sends, takes and deletes CYCLE_MESSAGES. */
  cycles: number;
  /** The receives end after this time. */
  limitSeconds: number;
}

/** Half of the shortest queue: it must not become another one while it is measured. */
const CYCLE_MESSAGES = 500;

/** `take`: receives that hide their messages until the deletes. */
export const KINDS = ['receive', 'take', 'send', 'delete'] as const;

export type Kind = (typeof KINDS)[number];

/** A round on one queue, which is as long after it as before. */
export async function runQueueRound(
  server: ServerProcess,
  queueUrl: string,
  plan: QueueRoundPlan,
): Promise<Record<Kind, Phase>> {
  const receives = await runReceives(server, queueUrl, plan);
  expectFullBatches(receives);
  const clients = await openClients(server.url);
  try {
    const cycles = [];
    for (let cycle = 0; cycle < plan.cycles; cycle += 1) {
      cycles.push(await runCycle(server, clients, queueUrl));
    }
    return {
      receive: receives,
      send: addPhases(cycles.map(({ send }) => send)),
      take: addPhases(cycles.map(({ take }) => take)),
      delete: addPhases(cycles.map((cycle) => cycle.delete)),
    };
  } finally {
    clients.close();
  }
}

/** What a producer and a consumer do. */
async function runCycle(server: ServerProcess, clients: Clients, queueUrl: string) {
  const { url } = server;
  const handles: string[] = [];
  const send = await measurePhase(server, clients, {
    requests: [toRequest(url, 'SendMessage', INPUT.send(queueUrl))],
    times: CYCLE_MESSAGES,
  });
  const bodies: Buffer[] = [];
  const take = await measurePhase(server, clients, {
    requests: [toRequest(url, 'ReceiveMessage', INPUT.take(queueUrl))],
    times: CYCLE_MESSAGES / BATCH_SIZE,
    onBody: (body) => bodies.push(body),
  });
  for (const body of bodies) handles.push(...readHandles(body));
  const deletes = toDeletes(url, queueUrl, handles);
  return { send, take, delete: await measurePhase(server, clients, { requests: deletes }) };
}

/** Receives of ten, visible again at once. */
export async function runReceives(
  server: ServerProcess,
  queueUrl: string,
  { receives, limitSeconds }: QueueRoundPlan,
  headers: Record<string, string> = {},
): Promise<Phase> {
  const clients = await openClients(server.url);
  try {
    const request = toRequest(server.url, 'ReceiveMessage', INPUT.receive(queueUrl), headers);
    return await measurePhase(server, clients, { requests: [request], times: receives, limitSeconds });
  } finally {
    clients.close();
  }
}
