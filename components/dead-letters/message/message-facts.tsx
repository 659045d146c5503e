import type { ReactNode } from 'react';

import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatCount, formatSeconds, formatTime } from '#components/ui/format.ts';
import { useNow } from '#components/ui/use-now.ts';
import type { ScannedMessage } from '#lib/messages/types';

function Fact({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-7 items-center gap-3">
      <dt className="w-36 flex-none text-muted">{name}</dt>
      <dd className="flex min-w-0 flex-1 items-center justify-between gap-1">
        <span className={`min-w-0 break-all ${copy ? 'font-mono text-xs' : ''}`}>{children}</span>
        {copy && <CopyButton text={copy} label={`Copy ${name.toLowerCase()}`} />}
      </dd>
    </div>
  );
}

/** What SQS says about one message. */
export function MessageFacts({ message }: { message: ScannedMessage }) {
  const now = useNow();
  const since = (atMs: number) => `${formatTime(atMs)} · ${formatSeconds((now - atMs) / 1000)} ago`;
  const optional: [name: string, value: string | null][] = [
    ['Group id', message.groupId],
    ['Deduplication id', message.deduplicationId],
    ['Sequence number', message.sequenceNumber],
    ['Trace header', message.traceHeader],
    ['Sender', message.senderId],
  ];
  return (
    <dl>
      <Fact name="Message id" copy={message.messageId}>
        {message.messageId}
      </Fact>
      <Fact name="Came from">{message.deadLetterSource ?? 'sent here directly'}</Fact>
      <Fact name="Receive count">
        {formatCount(message.receiveCount)}{' '}
        <span className="text-faint">over all queues, this look included</span>
      </Fact>
      {message.generation > 0 && (
        <Fact name="Redriven before">
          <span className="text-warning">{formatCount(message.generation)} ×</span>
        </Fact>
      )}
      <Fact name="Sent">{since(message.sentAtMs)}</Fact>
      <Fact name="First received">
        {message.firstReceivedAtMs === null ? '—' : since(message.firstReceivedAtMs)}
      </Fact>
      <Fact name="Expires">
        {message.expiresAtMs === null
          ? 'not known for this queue'
          : `${formatTime(message.expiresAtMs)} · in ${formatSeconds((message.expiresAtMs - now) / 1000)}`}
      </Fact>
      {optional.map(
        ([name, value]) =>
          value !== null && (
            <Fact key={name} name={name} copy={value}>
              {value}
            </Fact>
          ),
      )}
    </dl>
  );
}
