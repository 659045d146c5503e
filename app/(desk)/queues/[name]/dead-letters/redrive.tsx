'use client';

import { useState } from 'react';

import type { RedrivePlan } from '#components/redrives/plan.ts';
import { RedriveDialog, type RedriveChoice } from '#components/redrives/redrive-dialog.tsx';
import type { QueueList } from '#lib/queues/types';
import type { SelectedRedriveResult } from '#lib/redrive/types';

import { redrive } from '../../../_data/redrive.ts';

/** Carries a plan out: chosen messages one by one, everything by AWS's move task. */
export default function Redrive({
  plan,
  list,
  onMoved,
  onClose,
}: {
  plan: RedrivePlan;
  list: QueueList;
  onMoved: (messageIds: ReadonlySet<string>) => void;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [result, setResult] = useState<SelectedRedriveResult | null>(null);

  const confirm = async ({ target, ratePerSecond }: RedriveChoice) => {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await redrive({
        source: plan.source,
        ...(target && { target }),
        selection: plan.messages
          ? { messageIds: plan.messages.map(({ messageId }) => messageId) }
          : { all: true },
        ...(ratePerSecond !== null && { ratePerSecond }),
      });
      if (answer.kind === 'task') return onClose();
      setResult(answer.result);
      onMoved(new Set(answer.result.moved.map(({ messageId }) => messageId)));
    } catch (error) {
      setProblem((error as Error).message);
    }
    setBusy(false);
  };

  return (
    <RedriveDialog
      plan={plan}
      list={list}
      busy={busy}
      problem={problem}
      result={result}
      onConfirm={(choice) => void confirm(choice)}
      onClose={onClose}
    />
  );
}
