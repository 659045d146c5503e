import type { ReactNode } from 'react';

import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatBytes, formatCount, formatSeconds, formatTime } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { QueueDetail } from '#lib/queues/types';

import { QueueLinks } from '../queue-links.tsx';
import { ConsumerState } from '../consumer-state.tsx';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center gap-3 border-b py-1 last:border-b-0">
      <dt className="w-32 flex-none text-muted">{name}</dt>
      <dd className="flex min-w-0 flex-1 items-center justify-between gap-1">{children}</dd>
    </div>
  );
}

/** How the queue is set up. */
export function Facts({ queue }: { queue: QueueDetail }) {
  const missing = new Map(queue.unavailable.map(({ part, message }) => [part, message]));
  const tags = Object.entries(queue.tags);
  return (
    <section aria-labelledby="facts">
      <h2 id="facts" className="pb-1 font-medium">
        Configuration
      </h2>
      <dl>
        <Fact name="Consumer">
          <ConsumerState consumers={queue.consumers} unknown={missing.get('consumers') ?? null} />
        </Fact>
        <Fact name="Batch size">
          {queue.consumers[0]
            ? `${queue.consumers[0].batchSize}, ${queue.consumers[0].partialBatchResponses ? 'partial responses' : 'all or nothing'}`
            : '—'}
        </Fact>
        <Fact name="Visibility timeout">{formatSeconds(queue.visibilityTimeoutSeconds)}</Fact>
        <Fact name="Max receives">{formatCount(queue.maxReceiveCount)}</Fact>
        <Fact name="Dead-letter queue">
          {queue.deadLetterQueue ? (
            <RouteLink href={`/queues/${queue.deadLetterQueue}`} className="link truncate">
              {queue.deadLetterQueue}
            </RouteLink>
          ) : (
            <span className="text-faint">none</span>
          )}
        </Fact>
        {queue.deadLetterSources.length > 0 && (
          <Fact name="Takes dead letters of">
            <span className="min-w-0 truncate">
              <QueueLinks names={queue.deadLetterSources} />
            </span>
          </Fact>
        )}
        {queue.deadLetterFunctions.length > 0 && (
          <Fact name="Takes failed invocations of">
            <span className="min-w-0 truncate">{queue.deadLetterFunctions.join(', ')}</span>
          </Fact>
        )}
        <Fact name="Retention">{formatSeconds(queue.retentionSeconds)}</Fact>
        <Fact name="Delay">{formatSeconds(queue.delaySeconds)}</Fact>
        <Fact name="Max message size">{formatBytes(queue.maximumMessageSizeBytes)}</Fact>
        <Fact name="Created">{formatTime(queue.createdAtMs)}</Fact>
        <Fact name="Tags">
          {missing.has('tags') ? (
            <span title={missing.get('tags')}>—</span>
          ) : tags.length ? (
            <span
              className="min-w-0 truncate font-mono text-xs"
              title={tags.map((tag) => tag.join('=')).join('\n')}
            >
              {tags.map((tag) => tag.join('=')).join(' ')}
            </span>
          ) : (
            <span className="text-faint">none</span>
          )}
        </Fact>
        <Fact name="ARN">
          <span className="min-w-0 truncate font-mono text-xs" title={queue.arn}>
            {queue.arn}
          </span>
          <CopyButton text={queue.arn} label="Copy ARN" />
        </Fact>
        <Fact name="URL">
          <span className="min-w-0 truncate font-mono text-xs" title={queue.url}>
            {queue.url}
          </span>
          <CopyButton text={queue.url} label="Copy URL" />
        </Fact>
      </dl>
    </section>
  );
}
