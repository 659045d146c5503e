import type { RedriveJob, RedriveResult } from '#lib/redrive/types';
import type { DeadLetterPair } from '#test/factories/dead-letters';
import { type Answer, callRoute, type listRoutes } from './api.ts';

export interface World extends DeadLetterPair {
  /** In the dead-letter queue: at least five. */
  messageIds: string[];
  functionName: string;
}

type Routes = Awaited<ReturnType<typeof listRoutes>>;
type Input = Parameters<typeof callRoute>[2];

const OVER = new Set(['completed', 'failed', 'stopped', 'cancelled', 'paused']);
const LOOKS = 30;
const LOOK_EVERY_MS = 100;

/** Visits of the API in an order that makes sense; each answer is kept. */
export interface Visitor {
  answers: readonly Answer[];
  /** What only looks. */
  look(): Promise<void>;
  /** What sends, moves and deletes, with jobs followed to their ends, or for three seconds. */
  change(): Promise<void>;
}

export function createVisitor(routes: Routes, world: World): Visitor {
  const answers: Answer[] = [];
  const { source, deadLetters, messageIds, functionName } = world;
  const visit = async (route: string, input?: Input) => {
    const answer = await callRoute(routes, route, input);
    answers.push(answer);
    return answer;
  };
  const onQueue = (name: string, more: Omit<NonNullable<Input>, 'params'> = {}) => ({
    params: { name },
    ...more,
  });

  const look = async () => {
    await visit('GET /health');
    await visit('GET /queues');
    await visit('GET /overview');
    for (const { name } of [source, deadLetters]) {
      await visit('GET /queues/[name]', onQueue(name));
      for (const part of ['metrics', 'funnel', 'causes']) {
        await visit(`GET /queues/[name]/${part}`, onQueue(name, { query: '?minutes=60' }));
      }
      await visit('GET /queues/[name]/retrying', onQueue(name));
    }
    await visit('GET /queues/[name]/scan', onQueue(deadLetters.name));
    await visit('POST /queues/[name]/scan', onQueue(deadLetters.name, { body: {} }));
    await visit('POST /queues/[name]/export', onQueue(deadLetters.name, { body: { format: 'ndjson' } }));
    await visit('GET /messages/[id]/attempts', { params: { id: messageIds[0] ?? '' } });
    await visit('GET /redrives');
    await visit('GET /redrives', { query: `?source=${deadLetters.name}` });
    await visit('GET /redrives/[id]', { params: { id: 'none' } });
    await visit('GET /redrives/[id]/messages', { params: { id: 'none' }, query: '?list=moved' });
    await visit('GET /files/[id]', { params: { id: 'none' } });
    await visit('GET /[...path]', { params: { path: 'nothing' } });
    await visit('GET /session');
    await visit('GET /login');
    await visit('GET /login/callback');
    await visit('GET /audit');
    await visit('GET /audit/export');
  };

  const follow = async ({ status, text }: Answer) => {
    if (status !== 200) return;
    const result = JSON.parse(text) as RedriveResult | RedriveJob;
    const id = 'kind' in result ? (result.kind === 'job' ? result.job.id : null) : result.id;
    if (id === null) return;
    const params = { id };
    for (let count = 0; count < LOOKS; count += 1) {
      const now = await callRoute(routes, 'GET /redrives/[id]', { params });
      const job = JSON.parse(now.text) as Partial<RedriveJob>;
      if (now.status !== 200 || OVER.has(job.status ?? '')) break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    await visit('GET /redrives/[id]', { params });
    await visit('GET /redrives/[id]/messages', { params, query: '?list=failed' });
    for (const control of ['pause', 'resume', 'cancel']) {
      await visit(`POST /redrives/[id]/${control}`, { params });
    }
  };

  const change = async () => {
    await visit('POST /logout');
    await visit('POST /queues/[name]/messages', onQueue(source.name, { body: { body: 'one', count: 2 } }));
    const [first = '', second = '', third = ''] = messageIds;
    const of = { source: deadLetters.name, reason: 'mended' };
    await visit('POST /redrives', { body: { ...of, selection: { all: true }, dryRun: true } });
    await follow(await visit('POST /redrives', { body: { ...of, selection: { messageIds: [first] } } }));
    await follow(
      await visit('POST /redrives', {
        body: { ...of, selection: { messageIds: [second] }, targetFunction: functionName },
      }),
    );
    await follow(
      await visit(
        'POST /queues/[name]/delete',
        onQueue(deadLetters.name, { body: { selection: { messageIds: [third] }, reason: 'useless' } }),
      ),
    );
    const { text, status } = await visit('POST /files', { body: FILE });
    if (status === 200) {
      const { id } = JSON.parse(text) as { id: string };
      await visit('GET /files/[id]', { params: { id } });
      await follow(await visit('POST /redrives', { body: { file: id, target: source.name } }));
    }
    const task = await visit('POST /redrives', {
      body: { ...of, selection: { all: true }, engine: 'aws', ratePerSecond: 1 },
    });
    const started = task.status === 200 ? (JSON.parse(task.text) as RedriveResult) : null;
    const id = started?.kind === 'task' && started.task.id ? started.task.id : UNKNOWN_TASK;
    await visit('POST /redrives/[id]/cancel', { params: { id } });
    await visit('GET /redrives', { query: `?source=${deadLetters.name}` });
  };

  return { answers, look, change };
}

/** An export of one message. */
const FILE = `${JSON.stringify({ messageId: 'from-a-file', body: 'kept' })}\n`;
const UNKNOWN_TASK = Buffer.from('{"taskId":"none"}').toString('base64url');
