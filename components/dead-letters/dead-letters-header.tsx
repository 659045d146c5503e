import type { ReactNode } from 'react';

import { QueueLinks } from '#components/queues/queue-links.tsx';
import { formatCount, formatMinutes } from '#components/ui/format.ts';
import type { QueueDetail } from '#lib/queues/types';

/** Which dead letters these are, how many about, and whose. */
export function DeadLettersHeader({
  name,
  queue,
  ageSeconds,
  children,
}: {
  name: string;
  /** Undefined while loading. */
  queue: QueueDetail | undefined;
  /** Age of the oldest, where known. */
  ageSeconds: number | null;
  children?: ReactNode;
}) {
  return (
    <div className="flex min-h-16 flex-none flex-wrap items-center gap-x-4 gap-y-2 border-b px-6 py-2">
      <div>
        <h1 className="text-lg font-medium">Dead letters in {name}</h1>
        <p className="label min-h-4" title="Approximate, as SQS reports it">
          {queue && (
            <>
              <b className={queue.depth.visible ? 'font-semibold text-danger' : 'font-medium'}>
                about {formatCount(queue.depth.visible)}
              </b>
              {queue.depth.inFlight > 0 && ` · ${formatCount(queue.depth.inFlight)} in flight`}
              {ageSeconds !== null && queue.depth.visible > 0 && ` · oldest ${formatMinutes(ageSeconds)}`}
              {queue.deadLetterSources.length > 0 && ' · from '}
              <QueueLinks names={queue.deadLetterSources} />
            </>
          )}
        </p>
      </div>
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </div>
  );
}
