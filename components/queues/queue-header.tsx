import type { ReactNode } from 'react';

import { holdsDeadLetters } from '#components/queues/holds-dead-letters.ts';
import { formatCount } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { QueueDetail } from '#lib/queues/types';

/** The queue's name, what kind it is, and the way to its dead letters. */
export function QueueHeader({
  name,
  queue,
  children,
}: {
  name: string;
  /** Undefined while loading. */
  queue: QueueDetail | undefined;
  children: ReactNode;
}) {
  const dead = queue?.deadLetterDepth?.visible;
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 border-b px-6 py-2">
      <h1 className="text-lg font-medium">{name}</h1>
      {queue && <span className="badge">{queue.type === 'fifo' ? 'FIFO' : 'Standard'}</span>}
      <div className="ml-auto flex items-center gap-2">
        {queue?.deadLetterQueue && (
          <RouteLink href={`/queues/${queue.deadLetterQueue}/dead-letters`} className="btn">
            Dead letters
            <b className={dead ? 'font-semibold text-danger' : 'font-normal text-faint'}>
              {formatCount(dead)}
            </b>
          </RouteLink>
        )}
        {queue && holdsDeadLetters(queue) && (
          <RouteLink href={`/queues/${name}/dead-letters`} className="btn btn-accent">
            Open dead letters
          </RouteLink>
        )}
        {children}
      </div>
    </div>
  );
}
