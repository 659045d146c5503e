import type { ReactNode } from 'react';

import { Drawer } from '#components/ui/drawer.tsx';
import { formatTime } from '#components/ui/format.ts';
import { useNow } from '#components/ui/use-now.ts';
import type { RetryingMessage } from '#lib/attempts/types';

import { expectNext } from './expectation.ts';
import { retryingButtonId } from './retrying-row.tsx';

/** A retried message beside the list: its attempts, and what comes next. Its body stays unseen, for a look would be a receive. */
export function RetriedDrawer({
  messageId,
  message,
  onStep,
  onClose,
  children,
}: {
  messageId: string;
  /** Undefined when it is not retried any more. */
  message: RetryingMessage | undefined;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
  /** Its attempts. */
  children: ReactNode;
}) {
  const nowMs = useNow();
  const next = message && expectNext(message, nowMs);
  return (
    <Drawer
      title={
        <>
          Message <span className="font-mono text-sm">{messageId.slice(0, 8)}</span>
        </>
      }
      returnFocusTo={retryingButtonId(messageId)}
      onStep={onStep}
      onClose={onClose}
      actions={null}
    >
      <div key={messageId} className="min-h-0 flex-1 space-y-3 overflow-y-auto px-5 py-3">
        <p>
          {next ? (
            <span className={next.tone} title={formatTime(message.nextAttemptAtMs)}>
              {message.state === 'exhausted'
                ? `No receive is left: it ${next.more ?? next.text}`
                : `Next attempt ${next.text}`}
            </span>
          ) : (
            <span className="text-muted">
              It is not between two attempts any more: it succeeded, died or was deleted.
            </span>
          )}
        </p>
        {children}
        <p className="label">
          Its body is not shown: reading it would be a receive of the queue, and count as an attempt.
        </p>
      </div>
    </Drawer>
  );
}
