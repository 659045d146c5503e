import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readCauses } from '#lib/attempts/causes/read-causes';
import { createContext } from '#lib/context';
import { scanQueue } from '#lib/messages/scan-queue';
import { startEngineProcess } from '../engine/servers.ts';
import { CAUSES, type Filled, fillTable } from './filled-table.ts';
import type { PagePlan } from './plan.ts';

/** Dead letters that fill the first screen. */
export const FIRST = 10;
const DAY_MINUTES = 1_440;

/** One opening of the page of dead letters by a process that has nothing cached, in milliseconds from the request. */
export interface Opening {
  /** The first messages are there. */
  messagesMs: number;
  /** Each of them has its cause. */
  causesMs: number;
  /** All messages are there, have their causes and are given back. */
  endMs: number;
  /** The causes of the source queue over 24 hours. */
  queueCausesMs: number;
  /** Failures that these count. */
  failures: number;
}

export interface PageResult {
  fillSeconds: number;
  /** The first one right after the engine has started. */
  openings: Opening[];
}

/** Opens the page with a filled table on disk; engine and table are in processes of their own. `directory` must be empty. */
export async function measurePage(directory: string, plan: PagePlan): Promise<PageResult> {
  const data = join(directory, 'page');
  const startMs = performance.now();
  const filled = await withEngine(data, (endpoint) => fillTable(endpoint, plan));
  const fillSeconds = (performance.now() - startMs) / 1000;
  const openings = await withEngine(data, async () => {
    const all: Opening[] = [];
    for (let opening = 0; opening < plan.openings; opening += 1) all.push(await open(filled, plan));
    return all;
  });
  return { fillSeconds, openings };
}

async function withEngine<Result>(data: string, run: (endpoint: string) => Promise<Result>): Promise<Result> {
  const engine = await startEngineProcess(data);
  process.env['AWS_ENDPOINT_URL'] = engine.url;
  try {
    return await run(engine.url);
  } finally {
    await engine.stop();
  }
}

async function open({ queue, deadLetterQueue }: Filled, { deadLetters }: PagePlan): Promise<Opening> {
  const ctx = createContext();
  const startMs = performance.now();
  const sinceMs = () => performance.now() - startMs;
  const waiting = new Set<string>();
  let [seen, joined] = [0, 0];
  let [messagesMs, causesMs] = [Number.NaN, Number.NaN];
  for await (const event of await scanQueue({ ctx, input: { queue: deadLetterQueue, request: {} } })) {
    if (event.type === 'message') {
      seen += 1;
      if (seen <= FIRST) waiting.add(event.message.messageId);
      if (seen === FIRST) messagesMs = sinceMs();
    } else if (event.type === 'attempts') {
      joined += event.latest.length;
      for (const { messageId } of event.latest) waiting.delete(messageId);
      if (seen >= FIRST && waiting.size === 0) causesMs = Math.min(sinceMs(), causesMs || Infinity);
    }
  }
  const endMs = sinceMs();
  if (seen !== deadLetters || joined !== deadLetters)
    throw new Error(`${seen} of ${deadLetters} dead letters were seen, ${joined} with a cause`);

  const causesStartMs = performance.now();
  const { failures, causes } = await readCauses({ ctx, input: { queue, request: { minutes: DAY_MINUTES } } });
  if (causes.length !== CAUSES) throw new Error(`${causes.length} causes were found instead of ${CAUSES}`);
  return { messagesMs, causesMs, endMs, queueCausesMs: performance.now() - causesStartMs, failures };
}
