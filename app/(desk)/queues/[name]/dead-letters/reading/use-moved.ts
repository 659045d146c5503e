import { useEffect, useEffectEvent, useRef } from 'react';

import type { JobMessagePage, RedriveJob } from '#lib/redrive/types';

import { requestJson } from '../../../../_data/request-json.ts';

/** Where the reading of a job's moved messages goes on. */
interface Mark {
  jobId: string;
  cursor: string | null;
}

/** Tells the ids of messages that a job has taken out of the queue while this page watched, as it takes them. */
export function useMoved(job: RedriveJob | undefined, onMoved: (messageIds: string[]) => void): void {
  const mark = useRef<Mark | null>(null);
  const tell = useEffectEvent(onMoved);
  const id = job?.id;
  const moved = job?.totals.moved ?? 0;

  useEffect(() => {
    if (id === undefined || moved === 0) return undefined;
    const controller = new AbortController();
    const follow = async () => {
      let cursor = mark.current?.jobId === id ? mark.current.cursor : null;
      for (;;) {
        const { messages, next } = await requestJson<JobMessagePage>(toPath(id, cursor), controller);
        tell(messages.map(({ messageId }) => messageId));
        // The last page is read again later: it may have grown by then.
        if (next === null) return;
        cursor = next;
        mark.current = { jobId: id, cursor };
      }
    };
    // What could not be read is read with the next count; a new reading of the queue tells it, too.
    follow().catch(() => {});
    return () => controller.abort();
  }, [id, moved]);
}

function toPath(jobId: string, cursor: string | null): string {
  const path = `/api/redrives/${encodeURIComponent(jobId)}/messages?list=moved`;
  return cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`;
}
