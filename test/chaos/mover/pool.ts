import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { bundleMover } from './bundle.ts';
import type { MoverOrder, MoverReport } from './order.ts';

/** How a mover's run came to an end. */
export type MoverEnd = { kind: 'over' } | { kind: 'killed' } | { kind: 'broken'; error: string };

/** A mover at work on one job. */
export interface Mover {
  /** `kill -9`. */
  kill(): void;
  /** Resolves when the run is over or the process is gone. */
  ended: Promise<MoverEnd>;
}

/** Processes that are loaded and wait for an order, since starting one takes longer than most runs. */
export interface MoverPool {
  start(order: MoverOrder): Promise<Mover>;
  close(): void;
}

/** Keeps `spares` processes ready. One whose run is over waits for the next order. */
export async function createMoverPool(spares: number): Promise<MoverPool> {
  const bundle = await bundleMover();
  const idle: ChildProcess[] = [];
  const alive = new Set<ChildProcess>();
  const add = () => {
    const child = fork(bundle.path, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    idle.push(child);
  };
  for (let spare = 0; spare < spares; spare += 1) add();

  return {
    async start(order) {
      const child = idle.shift();
      if (!child) throw new TypeError('the pool is closed');
      if (idle.length < spares) add();
      const ended = run(child, order);
      void ended.then(({ kind }) => kind === 'over' && idle.push(child));
      return { kill: () => void child.kill('SIGKILL'), ended };
    },
    close() {
      for (const child of alive) child.kill('SIGKILL');
      bundle.remove();
    },
  };
}

async function run(child: ChildProcess, order: MoverOrder): Promise<MoverEnd> {
  const over = Promise.withResolvers<MoverEnd>();
  const listen = (report: MoverReport) => {
    if (report.kind !== 'ready') over.resolve(report);
  };
  child.on('message', listen);
  const exit = once(child, 'exit').then((): MoverEnd => ({ kind: 'killed' }));
  // Kept until the process has loaded what it needs.
  child.send(order);
  try {
    return await Promise.race([over.promise, exit]);
  } finally {
    child.off('message', listen);
  }
}
