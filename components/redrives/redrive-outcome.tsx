import type { ReactNode } from 'react';

import { formatCount, formatCounted } from '#components/ui/format.ts';
import { ScrollBox } from '#components/ui/group.tsx';
import type { SelectedRedriveResult } from '#lib/redrive/types';

const MAX_SHOWN = 200;

/** One message of a part. */
type Line = [messageId: string, text: ReactNode];

function Part({ title, tone, lines }: { title: string; tone: string; lines: Line[] }) {
  if (!lines.length) return null;
  return (
    <section aria-label={title}>
      <h3 className={`pt-3 pb-1 font-medium ${tone}`}>{title}</h3>
      <ul className="divide-y border-y text-xs">
        {lines.slice(0, MAX_SHOWN).map(([messageId, text]) => (
          <li key={messageId} className="flex gap-3 py-1.5">
            <Id>{messageId}</Id>
            {text}
          </li>
        ))}
        {lines.length > MAX_SHOWN && (
          <li className="py-1.5">and {formatCount(lines.length - MAX_SHOWN)} more</li>
        )}
      </ul>
    </section>
  );
}

function Id({ children }: { children: string }) {
  return (
    <span className="flex-none font-mono" title={children}>
      {children.slice(0, 8)}
    </span>
  );
}

/** What became of every chosen message. "Moved" says that it is in the target queue, not that it was processed. */
export function RedriveOutcome({ result }: { result: SelectedRedriveResult }) {
  const { selected, moved, skipped, failed } = result;
  const doubled = moved.filter(({ mayBeDoubled }) => mayBeDoubled);
  const clean = moved.filter(({ mayBeDoubled }) => !mayBeDoubled);
  const clauses = [
    `${formatCount(moved.length)} moved`,
    skipped.length ? `${formatCount(skipped.length)} skipped` : '',
    failed.length ? `${formatCount(failed.length)} failed` : '',
  ].filter(Boolean);
  return (
    <ScrollBox label="Result" className="min-h-0 px-5 pb-4">
      <output className="block text-muted">
        {formatCounted(selected, 'message')} selected: {clauses.join(', ')}. Moved means sent to the queue;
        whether it succeeds there shows in the queue’s attempts.
      </output>
      <Part
        title={`Failed: ${formatCount(failed.length)}, still in the dead-letter queue`}
        tone="text-danger"
        lines={failed.map(({ messageId, code, message }) => [messageId, `${code}: ${message}`])}
      />
      <Part
        title={`May be doubled: ${formatCount(doubled.length)}, sent but not confirmed as deleted here`}
        tone="text-warning"
        lines={doubled.map(toMovedLine)}
      />
      <Part
        title={`Skipped: ${formatCount(skipped.length)}`}
        tone="text-warning"
        lines={skipped.map(({ messageId, reason }) => [messageId, reason])}
      />
      <Part title={`Moved: ${formatCount(clean.length)}`} tone="" lines={clean.map(toMovedLine)} />
    </ScrollBox>
  );
}

function toMovedLine({ messageId, newMessageId, target }: SelectedRedriveResult['moved'][number]): Line {
  return [
    messageId,
    <>
      →<Id>{newMessageId}</Id>
      <span className="text-muted">in {target}</span>
    </>,
  ];
}
