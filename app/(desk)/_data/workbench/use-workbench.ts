import { useEffect, useState, useSyncExternalStore } from 'react';

import type { WorkbenchActions, WorkbenchView } from '#components/dead-letters/workbench/types.ts';

import { createWorkbench, NOTHING_READ, type WorkerLike } from './client/workbench.ts';
import type { Look } from './protocol.ts';

function startWorker(): WorkerLike {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}

/**
 * The messages of a dead-letter queue, read when told to and held in a worker; give the component that asks for another queue another
 * key. Leaving the page hangs up, and the server gives the messages back.
 */
export function useWorkbench(
  queue: string,
  look: Look,
): {
  view: WorkbenchView;
  actions: WorkbenchActions;
  /** Looks at something else already, before the page has been drawn with it. */
  lookAhead(change: Partial<Look>): void;
} {
  const [workbench] = useState(() => createWorkbench(queue, look, startWorker));
  const { query, groupBy, group, sort } = look;
  useEffect(() => workbench.look({ query, groupBy, group, sort }), [workbench, query, groupBy, group, sort]);
  useEffect(() => {
    workbench.prepare();
    return () => workbench.close();
  }, [workbench]);
  const view = useSyncExternalStore(workbench.subscribe, workbench.getView, () => NOTHING_READ);
  return { view, actions: workbench.actions, lookAhead: workbench.look };
}
