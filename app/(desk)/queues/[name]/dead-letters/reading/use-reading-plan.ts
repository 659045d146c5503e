import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';

import type { ScanEstimate } from '#lib/messages/types';
import type { WorkbenchActions, WorkbenchView } from '#components/dead-letters/workbench/types.ts';

import type { Activity } from './use-activity.ts';
import { useEstimate } from './use-estimate.ts';

/** As many are read without asking first. */
const READ_AT_ONCE = 10_000;

/**
 * When the queue is read: on arrival, unless that takes long or does harm, which one is asked first; never while a job or task is after
 * its messages; and again after a task that was seen to end.
 */
export function useReadingPlan(
  queue: string,
  {
    view,
    actions,
    activity,
    onRead,
  }: {
    view: WorkbenchView;
    actions: WorkbenchActions;
    activity: Activity;
    /** What was read before is dropped. */
    onRead: () => void;
  },
) {
  const { estimate, problem, ask } = useEstimate(queue);
  const [isAsked, setIsAsked] = useState(false);
  const agreed = useRef({ large: false, harm: false });
  const [isUnmasked, setIsUnmasked] = useState(false);
  const unmask = useRef(false);
  const hasRead = useRef(false);

  const begin = useCallback(() => {
    setIsAsked(false);
    hasRead.current = true;
    onRead();
    actions.read({ confirm: agreed.current.harm, unmask: unmask.current });
  }, [actions, onRead]);

  const agree = useCallback(
    ({ confirm }: { confirm: boolean }) => {
      agreed.current = { large: true, harm: agreed.current.harm || confirm };
      begin();
    },
    [begin],
  );

  /** Reads, or asks first what has not been agreed to yet. */
  const propose = useCallback(
    async (asked: ReturnType<typeof ask>) => {
      const found = await asked;
      if (found === undefined) return;
      if (found && isHarmless(found, agreed.current)) begin();
      else setIsAsked(true);
    },
    [begin],
  );
  const proposeNow = useCallback(() => void propose(ask()), [propose, ask]);

  // Asked at once, beside the question what runs on the queue; an answer from before that ended is of no use.
  const early = useRef<ReturnType<typeof ask> | null>(null);
  useEffect(() => {
    early.current = ask();
  }, [ask]);
  const { isKnown, blocked } = activity;
  useEffect(() => {
    if (blocked !== null) early.current = null;
  }, [blocked]);

  const arrive = useEffectEvent(() => {
    void propose(early.current ?? ask());
    early.current = null;
  });
  const mayArrive = isKnown && blocked === null;
  const hasArrived = useRef(false);
  useEffect(() => {
    if (!mayArrive || hasArrived.current) return undefined;
    hasArrived.current = true;
    arrive();
    return () => {
      hasArrived.current = hasRead.current;
    };
  }, [mayArrive]);

  const { isTaskRunning } = activity;
  const wasRunning = useRef(false);
  const again = useEffectEvent(() => view.state !== 'reading' && proposeNow());
  useEffect(() => {
    if (wasRunning.current && !isTaskRunning) again();
    wasRunning.current = isTaskRunning;
  }, [isTaskRunning]);

  return {
    /** The panel that says what reading would take, in place of the messages. */
    panel: isAsked ? { estimate, problem } : null,
    /** Null where there are messages to go back to. */
    dismiss: view.state === 'idle' ? null : () => setIsAsked(false),
    /** A yes to what the panel says. */
    agree,
    propose: proposeNow,
    isUnmasked,
    /** Reads again, with or without what is masked. */
    setUnmasked(on: boolean) {
      setIsUnmasked(on);
      unmask.current = on;
      proposeNow();
    },
  };
}

function isHarmless({ refusal, messages }: ScanEstimate, agreed: { large: boolean; harm: boolean }): boolean {
  return (refusal === null || agreed.harm) && (messages <= READ_AT_ONCE || agreed.large);
}
