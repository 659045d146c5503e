import { type Clients, openClients } from '../load/clients.ts';
import { measurePhase, type Phase, waitUntilIdle } from '../load/measure.ts';
import type { ServerProcess } from '../load/server-process.ts';
import {
  BATCH_SIZE,
  BODY_BYTES,
  callSqs,
  createQueue,
  expectLength,
  INPUT,
  takeForDelete,
  toRequest,
} from '../load/sqs.ts';

export const ACTIONS = ['SendMessage', 'SendMessageBatch', 'ReceiveMessage', 'DeleteMessage'] as const;

export type Action = (typeof ACTIONS)[number];
export type Rival = 'engine memory' | 'engine disk' | 'fauxqs memory' | 'fauxqs disk' | 'echo';
export type Rounds = Record<Rival, Record<Action, Phase[]>>;

export interface RivalsPlan {
  rounds: number;
  requests: Record<Action, number>;
  /** A slow rival's phase ends after this time. */
  limitSeconds: number;
}

/** Messages in the queue when a round begins. */
export const QUEUE_LENGTH = 1_000;

/** Rounds that are run first and not counted. */
export const WARM_UPS = 2;

/** What the engine was asked, and how long its answers were. */
type Pattern = Record<Action, { input: object; answerBytes: number }>;

/**
 * Runs the same four phases against every rival, one after another within each round, forwards and backwards in turn, so
 * that a slow moment of the machine meets all of them. Each rival has a new queue in each round.
 */
export async function measureRivals(
  servers: Record<Rival, ServerProcess>,
  plan: RivalsPlan,
): Promise<Rounds> {
  const rounds = {} as Rounds;
  const rivals = Object.keys(servers) as Rival[];
  for (const rival of rivals) {
    rounds[rival] = { SendMessage: [], SendMessageBatch: [], ReceiveMessage: [], DeleteMessage: [] };
  }
  // The echo's answers have to be as long as the engine's.
  const { pattern } = await runQueueRound(servers['engine memory'], 'pattern', plan);
  for (let round = -WARM_UPS; round < plan.rounds; round += 1) {
    for (const rival of round % 2 === 0 ? rivals : rivals.toReversed()) {
      const server = servers[rival];
      const phases =
        rival === 'echo'
          ? await runEchoRound(server, pattern, plan)
          : (await runQueueRound(server, `round-${round + WARM_UPS}`, plan)).phases;
      if (round < 0) continue;
      for (const action of ACTIONS) rounds[rival][action].push(phases[action]);
    }
  }
  return rounds;
}

async function runQueueRound(
  server: ServerProcess,
  name: string,
  plan: RivalsPlan,
): Promise<{ phases: Record<Action, Phase>; pattern: Pattern }> {
  const { url } = server;
  const queueUrl = await createQueue(url, name, QUEUE_LENGTH);
  const clients = await openClients(url);
  try {
    const inputs = {
      SendMessage: INPUT.send(queueUrl),
      SendMessageBatch: INPUT.sendBatch(queueUrl),
      ReceiveMessage: INPUT.receive(queueUrl),
    };
    const run = (action: keyof typeof inputs) =>
      measureAction(server, clients, plan, action, [toRequest(url, action, inputs[action])]);

    // Received from before it grows: a long queue is another section's.
    const receives = await run('ReceiveMessage');
    expectFullBatches(receives);
    const sends = await run('SendMessage');
    const batches = await run('SendMessageBatch');
    const { requests, limitSeconds } = plan;
    const deleteRequests = await takeForDelete(clients, url, queueUrl, requests.DeleteMessage, limitSeconds);
    const deletes = await measurePhase(server, clients, { requests: deleteRequests, limitSeconds });
    await expectLength(
      url,
      queueUrl,
      QUEUE_LENGTH + sends.requests + batches.requests * BATCH_SIZE - deletes.requests,
    );
    const deleteInput = INPUT.delete(queueUrl, 'x'.repeat(HANDLE_LENGTH));
    return {
      phases: {
        SendMessage: sends,
        SendMessageBatch: batches,
        ReceiveMessage: receives,
        DeleteMessage: deletes,
      },
      pattern: {
        SendMessage: { input: inputs.SendMessage, answerBytes: sends.answerBytes },
        SendMessageBatch: { input: inputs.SendMessageBatch, answerBytes: batches.answerBytes },
        ReceiveMessage: { input: inputs.ReceiveMessage, answerBytes: receives.answerBytes },
        DeleteMessage: { input: deleteInput, answerBytes: deletes.answerBytes },
      },
    };
  } finally {
    clients.close();
    await callSqs(url, 'DeleteQueue', { QueueUrl: queueUrl });
    await waitUntilIdle(server);
  }
}

/** About as long as the engine's. */
const HANDLE_LENGTH = 72;

async function runEchoRound(
  server: ServerProcess,
  pattern: Pattern,
  plan: RivalsPlan,
): Promise<Record<Action, Phase>> {
  const clients = await openClients(server.url);
  try {
    const phases = {} as Record<Action, Phase>;
    for (const action of ACTIONS) {
      const { input, answerBytes } = pattern[action];
      const request = toRequest(server.url, action, input, { 'x-answer-bytes': String(answerBytes) });
      phases[action] = await measureAction(server, clients, plan, action, [request]);
    }
    return phases;
  } finally {
    clients.close();
  }
}

function measureAction(
  server: ServerProcess,
  clients: Clients,
  { requests, limitSeconds }: RivalsPlan,
  action: Action,
  load: readonly Buffer[],
): Promise<Phase> {
  return measurePhase(server, clients, { requests: load, times: requests[action], limitSeconds });
}

/** A receive that finds less than ten messages would be fast for the wrong reason. */
export function expectFullBatches({ answerBytes }: Phase): void {
  if (answerBytes < BATCH_SIZE * BODY_BYTES) {
    throw new Error(`A receive answered ${answerBytes} bytes, which is less than ten messages`);
  }
}
