import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { type EngineProcess, startEngineProcess } from '#test/factories/engine/engine-process';
import type { Ledger } from './ledger.ts';
import { startLoad } from './load.ts';
import { createRandom, type Random } from '#test/factories/random';
import {
  connect,
  createQueues,
  createWorld,
  depthOf,
  extraQueues,
  type Queues,
  readPoints,
  receiveFrom,
  type World,
} from './world.ts';

const CONNECTIONS = 16;
const LONGEST_LOAD_MS = 400;
/** Every so many rounds all queues are emptied and each message is looked for. */
const ROUNDS_PER_DRAIN = 10;
const DRAIN_SECONDS = 600;

export interface CrashReport {
  rounds: number;
  /** Requests that were without an answer when the engine was killed, over all rounds. */
  requestsCut: number;
  sent: number;
  unansweredSends: number;
  deleted: number;
  /** Messages that were there after a kill, over all drains. */
  drained: number;
  /** What must never be; empty when all is well. */
  violations: string[];
}

/**
 * Rounds of random load, each ended by `kill -9` of the engine at a random moment, on one data directory. After each
 * restart the counters must fit what was acknowledged; every tenth round, and at the end, every message is received and
 * compared.
 */
export async function runCrashRounds(options: {
  rounds: number;
  seed: number;
  say?: (line: string) => void;
}): Promise<CrashReport> {
  const { rounds, seed, say = () => {} } = options;
  const random = createRandom(seed);
  const world = createWorld();
  const dataDirectory = mkdtempSync(join(tmpdir(), 'redrive-crash-'));
  const report: CrashReport = {
    rounds: 0,
    requestsCut: 0,
    sent: 0,
    unansweredSends: 0,
    deleted: 0,
    drained: 0,
    violations: [],
  };
  let engine: EngineProcess | undefined;
  try {
    while (report.rounds < rounds && report.violations.length === 0) {
      engine = await startEngineProcess(dataDirectory);
      const queues = connect(engine, CONNECTIONS);
      if (report.rounds === 0) await createQueues(queues);
      else report.violations.push(...(await check(world, queues)));
      report.requestsCut += await loadAndKill({ world, queues, engine, random, report });
      report.rounds += 1;
      queues.client.close();

      if (report.rounds % ROUNDS_PER_DRAIN === 0 || report.rounds === rounds) {
        engine = await startEngineProcess(dataDirectory);
        const after = connect(engine, CONNECTIONS);
        report.violations.push(...(await check(world, after)));
        report.drained += await drain(world, after, report);
        after.client.close();
        await engine.kill();
        say(`round ${report.rounds}: ${describe(report)}`);
      }
    }
    return report;
  } finally {
    await engine?.kill();
    rmSync(dataDirectory, { recursive: true });
  }
}

export function describe({ violations, ...counts }: CrashReport): string {
  const shown = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return [...shown, `violations ${violations.length}`].join(', ');
}

async function loadAndKill({
  world,
  queues,
  engine,
  random,
  report,
}: {
  world: World;
  queues: Queues;
  engine: EngineProcess;
  random: Random;
  report: CrashReport;
}): Promise<number> {
  const load = startLoad(world, queues, random, () => performance.now());
  await pass(random.below(LONGEST_LOAD_MS));
  report.violations.push(...load.failures);
  const cut = load.pending();
  load.engineIsDead();
  await engine.kill();
  await load.ended;
  if (/^engine:/m.test(engine.output)) report.violations.push(`the engine complained: ${engine.output}`);
  collect(world.standard, report);
  collect(world.fifo, report);
  return cut;
}

function collect(ledger: Ledger, report: CrashReport): void {
  report.violations.push(...ledger.violations.splice(0));
}

/** What can be told without receiving anything. */
async function check(world: World, queues: Queues): Promise<string[]> {
  const violations: string[] = [];
  const within = (what: string, count: number, { atLeast, atMost }: { atLeast: number; atMost: number }) => {
    if (count < atLeast || count > atMost) violations.push(`${what}: ${count}, not ${atLeast} to ${atMost}`);
  };
  within('messages of the pair', await depthOfPair(queues), world.standard.bounds());
  within('messages of the FIFO queue', await depthOf(queues, queues.fifo), world.fifo.bounds());
  within('points of the metric', await readPoints(queues.client, Date.now()), {
    atLeast: world.points.acknowledged,
    atMost: world.points.attempted,
  });

  const { Attributes } = await queues.call<{ Attributes: { VisibilityTimeout: string } }>(
    'GetQueueAttributes',
    {
      QueueUrl: queues.main,
      AttributeNames: ['VisibilityTimeout'],
    },
  );
  const { Tags } = await queues.call<{ Tags?: { round: string } }>('ListQueueTags', {
    QueueUrl: queues.main,
  });
  for (const [state, found] of [
    [world.visibilityTimeout, Attributes.VisibilityTimeout],
    [world.tag, Tags?.round ?? 'first'],
  ] as const) {
    if (found !== state.value && !state.attempted.has(found)) violations.push(`${found}, not ${state.value}`);
    state.value = found;
    state.attempted.clear();
  }

  const names = await extraQueues(queues);
  for (const name of world.createdQueues) if (!names.has(name)) violations.push(`the queue ${name} is lost`);
  return violations;
}

/** Read until no move task has moved anything between the two looks at the dead-letter queue. */
async function depthOfPair(queues: Queues): Promise<number> {
  for (;;) {
    const before = await depthOf(queues, queues.dead);
    const main = await depthOf(queues, queues.main);
    if ((await depthOf(queues, queues.dead)) === before) return main + before;
  }
}

/** Receives and deletes everything there is; returns how many messages that were. */
async function drain(world: World, queues: Queues, report: CrashReport): Promise<number> {
  const pairs = [
    [world.standard, [queues.main, queues.dead]],
    [world.fifo, [queues.fifo]],
  ] as const;
  let count = 0;
  for (const [ledger, urls] of pairs) {
    const bodies: string[] = [];
    while ((await Promise.all(urls.map((url) => depthOf(queues, url)))).some((depth) => depth > 0)) {
      for (const url of urls) {
        const askedAt = ledger.moment();
        const messages = await receiveFrom(queues, url, DRAIN_SECONDS, 1);
        ledger.received(messages, askedAt);
        for (const { body, receiptHandle } of messages) {
          bodies.push(body);
          ledger.deleting(body);
          await queues.call('DeleteMessage', { QueueUrl: url, ReceiptHandle: receiptHandle });
        }
      }
    }
    const { sent, unansweredSends, deleted } = ledger.counts;
    report.sent += sent;
    report.unansweredSends += unansweredSends;
    report.deleted += deleted;
    ledger.checkDrained(bodies);
    collect(ledger, report);
    count += bodies.length;
  }
  // A send that was not answered has been drained if it happened: repeating it would be a duplicate of what is gone.
  for (const group of world.groups.values()) group.unanswered = undefined;
  return count;
}
