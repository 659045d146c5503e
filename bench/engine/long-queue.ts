import { performance } from 'node:perf_hooks';
import type { Phase } from '../load/measure.ts';
import type { ServerProcess, Usage } from '../load/server-process.ts';
import { callSqs, createQueue, expectLength } from '../load/sqs.ts';
import { type Kind, KINDS, type QueueRoundPlan, runQueueRound, runReceives } from './queue-round.ts';
import { WARM_UPS } from './rivals.ts';
import { startEchoProcess, startEngineProcess, startFauxqsProcess } from './servers.ts';

export interface LongQueuePlan extends QueueRoundPlan {
  /** Rising. */
  lengths: readonly number[];
  rounds: number;
}

/** One queue; of each kind of request one phase a round. */
export interface LengthRounds extends Record<Kind, Phase[]> {
  length: number;
}

export interface Memory {
  messages: number;
  before: Usage;
  /** Right after the last message was sent. */
  filled: Usage;
  /** After a forced collection of garbage. */
  collected: Usage;
}

export interface LongQueueResult {
  lengths: LengthRounds[];
  memory: Memory;
  fauxqsMemory: Memory;
  /** Receives from the longest queue. */
  fauxqs: Phase[];
  /** Answers as long as those. */
  echo: Phase[];
  purgeMs: number;
}

interface Filled {
  server: ServerProcess;
  queueUrl: string;
  memory: Memory;
}

/**
 * The same requests on queues of several lengths, each in an engine of its own: a collector of garbage that has to walk
 * over a million messages is a cost of the long queue alone. The lengths alternate within each round.
 */
export async function measureLongQueue(plan: LongQueuePlan): Promise<LongQueueResult> {
  await using servers = new AsyncDisposableStack();
  const start = async (starting: Promise<ServerProcess>) => {
    const server = await starting;
    servers.defer(() => server.stop());
    return server;
  };
  const engines: Filled[] = [];
  for (const length of plan.lengths) {
    engines.push(await fill(await start(startEngineProcess()), length));
  }
  const longest = engines.at(-1);
  if (!longest) throw new TypeError('A plan has at least one length.');
  const fauxqs = await fill(await start(startFauxqsProcess()), longest.memory.messages);
  const echo = await start(startEchoProcess());

  const lengths: LengthRounds[] = plan.lengths.map((length) => ({
    length,
    send: [],
    receive: [],
    take: [],
    delete: [],
  }));
  const fauxqsRounds: Phase[] = [];
  const echoRounds: Phase[] = [];
  for (let round = -WARM_UPS; round < plan.rounds; round += 1) {
    const order = lengths.map((rounds, index) => ({ rounds, engine: engines[index] ?? longest }));
    let answerBytes = 0;
    for (const { rounds, engine } of round % 2 === 0 ? order : order.toReversed()) {
      const phases = await runQueueRound(engine.server, engine.queueUrl, plan);
      answerBytes = phases.receive.answerBytes;
      if (round < 0) continue;
      for (const kind of KINDS) rounds[kind].push(phases[kind]);
    }
    const peer = await runReceives(fauxqs.server, fauxqs.queueUrl, plan);
    const bare = await runReceives(echo, '', plan, { 'x-answer-bytes': String(answerBytes) });
    if (round < 0) continue;
    fauxqsRounds.push(peer);
    echoRounds.push(bare);
  }

  for (const { server, queueUrl, memory } of engines) {
    await expectLength(server.url, queueUrl, memory.messages);
  }
  const startMs = performance.now();
  await callSqs(longest.server.url, 'PurgeQueue', { QueueUrl: longest.queueUrl });
  const purgeMs = performance.now() - startMs;
  return {
    lengths,
    memory: longest.memory,
    fauxqsMemory: fauxqs.memory,
    fauxqs: fauxqsRounds,
    echo: echoRounds,
    purgeMs,
  };
}

const WARM_UP_MESSAGES = 20_000;

/** Warms the server up on a queue that it then forgets, and fills another one. */
async function fill(server: ServerProcess, messages: number): Promise<Filled> {
  const warmUp = await createQueue(server.url, 'warm-up', WARM_UP_MESSAGES);
  await callSqs(server.url, 'DeleteQueue', { QueueUrl: warmUp });
  const before = await server.usage({ collectsGarbage: true });
  const queueUrl = await createQueue(server.url, `long-${messages}`, messages);
  const filled = await server.usage();
  const collected = await server.usage({ collectsGarbage: true });
  return { server, queueUrl, memory: { messages, before, filled, collected } };
}
