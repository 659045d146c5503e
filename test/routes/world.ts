import type { Desk } from '#test/factories/desk';
import { createFilledPair } from '#test/factories/dead-letters';
import { createFifoQueue, createQueue } from '#test/factories/queue';
import { sendMany } from '#test/factories/message';
import { attempt, writeAttempts } from '#test/factories/attempts';
import { listRedrives } from '#lib/redrive/jobs/list-jobs';
import { controlJob } from '#lib/redrive/jobs/control-job';
import { startRedrive } from '#lib/redrive/start-redrive';
import { storeFile } from '#lib/redrive/files/store-file';
import type { Words } from './requests.ts';

/** Queues with messages, a job, a file and attempts; returns the words that name them. */
export async function furnish({ ctx, sqs }: Desk): Promise<Words> {
  const { source, deadLetters, messageIds } = await createFilledPair(sqs, 8);
  const plain = await createQueue(sqs);
  const fifo = await createFifoQueue(sqs);
  await sendMany(sqs, plain.url, 3);
  if (!ctx.state) throw new TypeError('the desk has a table');
  const failed = attempt({ messageId: messageIds[0] ?? '', queue: source.name });
  await writeAttempts(ctx.state, [failed]);
  const other = await createFilledPair(sqs, 2);
  const started = await startRedrive({
    ctx,
    input: { request: { source: other.deadLetters.name, selection: { all: true } }, by: 'a test' },
  });
  const file = await storeFile({ ctx, input: { text: linesOf(['{"body":"x"}']) } });
  const bodies = ['{"body":"x"}', JSON.stringify({ body: 'y', messageId: 'm', attributes: {} })];
  const ids = [started.kind === 'job' ? started.job.id : '', file.id];
  const names = [deadLetters.name, source.name, plain.name, fifo.name, other.deadLetters.name];
  return {
    params: { name: names, id: [...ids, ...messageIds.slice(0, 2)] },
    bodies: [...bodies, bodies.join('\n')],
    // Often the one queue that all routes take.
    any: [
      ...Array.from({ length: 8 }, () => deadLetters.name),
      ...names,
      ...ids,
      ...messageIds.slice(0, 3),
      'body.x:"1"',
      'attempts>1',
    ],
  };
}

async function* linesOf(lines: readonly string[]): AsyncGenerator<string, void> {
  yield await Promise.resolve(lines.join('\n'));
}

/** Cancels what is still running, so that nothing runs on when the engine has gone. */
export async function cancelJobs({ ctx }: Desk): Promise<number> {
  const { jobs } = await listRedrives({ ctx, input: {} });
  const running = jobs.filter(({ status }) => !/^(cancelled|stopped|completed|failed)$/.test(status));
  await Promise.all(
    running.map(({ id }) => controlJob({ ctx, input: { id, control: 'cancel' } }).catch(() => {})),
  );
  return running.length;
}
