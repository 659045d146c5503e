'use client';

import type { ComponentProps } from 'react';

import { AttemptTimeline } from '#components/attempts/timeline/attempt-timeline.tsx';
import { MessageDrawer } from '#components/dead-letters/message/message-drawer.tsx';
import type { LatestAttempt } from '#lib/attempts/types';

import { attemptsPath } from '../../../_data/attempts/attempts-path.ts';
import { useMessageAttempts } from '../../../_data/attempts/use-message-attempts.ts';

type Props = Omit<ComponentProps<typeof MessageDrawer>, 'children'> & {
  /** Its latest attempt, where one is known: it tells how many there are before they have been read. */
  attempt: LatestAttempt | undefined;
};

/** The drawer of one message, with every attempt of it. */
export default function Message({ attempt, ...drawer }: Props) {
  const { message } = drawer;
  const { attempts, error, retry } = useMessageAttempts(attemptsPath(message));
  return (
    <MessageDrawer {...drawer}>
      <AttemptTimeline
        attempts={attempts}
        problem={error?.message ?? null}
        expected={attempt?.attempt ?? null}
        consumed={message.deadLetterSource !== null}
        onRetry={retry}
      />
    </MessageDrawer>
  );
}
