'use client';

import { orderRetrying } from '#components/attempts/retrying/order-retrying.ts';
import { RetriedDrawer } from '#components/attempts/retrying/retried-drawer.tsx';
import { AttemptTimeline } from '#components/attempts/timeline/attempt-timeline.tsx';
import type { RetryingList } from '#lib/attempts/types';

import { retriedAttemptsPath } from '../../_data/attempts/attempts-path.ts';
import { useMessageAttempts } from '../../_data/attempts/use-message-attempts.ts';

/** The drawer of a message that is being retried, or was when it was opened. */
export default function RetriedMessage({
  messageId,
  list,
  onOpen,
}: {
  messageId: string;
  list: RetryingList;
  onOpen: (messageId: string | null) => void;
}) {
  const messages = orderRetrying(list.messages);
  const index = messages.findIndex((message) => message.messageId === messageId);
  const message = messages[index];
  // One that has left the list meanwhile keeps its story: its last attempt is the end of it.
  const { attempts, error, retry } = useMessageAttempts(
    retriedAttemptsPath({ messageId, receiveCount: message?.receiveCount ?? 0 }),
  );
  return (
    <RetriedDrawer
      messageId={messageId}
      message={message}
      onStep={(by) => onOpen(messages[index + by]?.messageId ?? messageId)}
      onClose={() => onOpen(null)}
    >
      <AttemptTimeline
        attempts={attempts}
        problem={error?.message ?? null}
        expected={message?.attempt ?? null}
        consumed
        onRetry={retry}
      />
    </RetriedDrawer>
  );
}
