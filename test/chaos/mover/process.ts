import { runJob, type RunEnd } from '#lib/redrive/mover/run-job';
import { createContext } from '#lib/context';
import type { MoverOrder, MoverReport } from './order.ts';

/** A mover in a process of its own, which can be killed: it waits for an order, runs that job to its end, and waits for the next. */
const LONGEST_PAUSE_MS = 150;

async function run({ endpoint, jobId, options }: MoverOrder): Promise<MoverReport> {
  // The clients read it when they are made.
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  const ctx = createContext();
  for (;;) {
    const end: RunEnd = await runJob({ ctx, input: { jobId, options } });
    if (!end.again) return { kind: 'over' };
    await ctx.clock.wait(Math.min(end.afterMs, LONGEST_PAUSE_MS));
  }
}

const report = (message: MoverReport) => process.send?.(message);

process.on('disconnect', () => process.exit());
process.on('message', (order: MoverOrder) => {
  run(order).then(report, (error: unknown) =>
    report({
      kind: 'broken',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
});
report({ kind: 'ready' });
