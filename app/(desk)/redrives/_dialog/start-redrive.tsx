import { useState, type ReactNode } from 'react';

import { checkDraft } from '#components/redrives/dialog/draft/check-draft.ts';
import { openDraft } from '#components/redrives/dialog/draft/draft.ts';
import type { RedriveSubject } from '#components/redrives/dialog/draft/subject.ts';
import { toRequest } from '#components/redrives/dialog/draft/to-request.ts';
import { RedriveDialog } from '#components/redrives/dialog/redrive-dialog.tsx';
import type { RedriveJob } from '#lib/redrive/types';

import { startRedrive } from '../../_data/redrives/start-redrive.ts';
import { usePlan } from '../../_data/redrives/use-plan.ts';
import { useQueues } from '../../_data/use-queues.ts';
import { RequestError } from '../../_data/request-json.ts';

/** Plans while one chooses, and starts what was planned. However often it is asked, one opened dialog makes one job. */
export function StartRedrive({
  subject,
  title,
  from,
  messages,
  label,
  target,
  trial = true,
  onClose,
  onStarted,
}: {
  subject: RedriveSubject;
  title: string;
  from: ReactNode;
  /** How many, as far as is known. */
  messages: number | null;
  /** What a selection that does not say so itself is called, on the page of its job. */
  label?: string | undefined;
  /** Queue to begin with; null for where each came from. */
  target: string | null;
  /** Tried out first unless that is put off. */
  trial?: boolean;
  onClose: () => void;
  onStarted: (job: RedriveJob | null) => void;
}) {
  const [draft, setDraft] = useState(() => openDraft({ messages, edit: subject.edit, target, trial }));
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { data: list } = useQueues();
  const problems = checkDraft(draft);
  const request = Object.keys(problems).length ? null : toRequest(subject, draft);
  const planned = usePlan(request);

  const start = async () => {
    if (request === null || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const result = await startRedrive({
        ...request,
        ...(label !== undefined && { label }),
        idempotencyKey,
      });
      onStarted(result.kind === 'job' ? result.job : null);
    } catch (error) {
      setProblem(describeRefusal(error as Error));
      setBusy(false);
    }
  };

  return (
    <RedriveDialog
      subject={subject}
      title={title}
      from={from}
      draft={draft}
      problems={problems}
      plan={planned.plan}
      planProblem={planned.problem}
      planning={planned.planning}
      list={list}
      busy={busy}
      problem={problem}
      onDraft={setDraft}
      onPlanAgain={planned.again}
      onConfirm={() => void start()}
      onClose={onClose}
    />
  );
}

function describeRefusal(error: Error): string {
  const unanswered = error instanceof RequestError && (error.status === 0 || error.status >= 500);
  return unanswered
    ? `${error.message} It may have been started all the same; asking again makes no second job.`
    : error.message;
}
