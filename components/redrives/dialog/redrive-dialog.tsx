import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

import { Notice } from '#components/ui/notice.tsx';
import type { QueueList } from '#lib/queues/types';
import type { RedrivePlan } from '#lib/redrive/types';

import type { DraftProblems } from './draft/check-draft.ts';
import type { RedriveDraft } from './draft/draft.ts';
import type { RedriveSubject } from './draft/subject.ts';
import { DraftFields } from './fields/draft-fields.tsx';
import { describeAction } from './plan/plan-text.ts';
import { PlanPanel } from './plan/plan-panel.tsx';
import { findObstacle } from './plan/obstacle.ts';

const OBSTACLE = 'redrive-obstacle';

/** Says exactly what a redrive will do, beside what can be chosen about it, and does it when told to. */
export function RedriveDialog({
  subject,
  title,
  from,
  draft,
  problems,
  plan,
  planProblem,
  planning,
  list,
  busy,
  problem,
  onDraft,
  onPlanAgain,
  onConfirm,
  onClose,
}: {
  subject: RedriveSubject;
  /** `Redrive 312 selected messages` */
  title: string;
  /** Where they are: a queue or a file. */
  from: ReactNode;
  draft: RedriveDraft;
  problems: DraftProblems;
  /** The latest one; of an earlier draft while `planning`. */
  plan: RedrivePlan | null;
  /** Why there is none. */
  planProblem: string | null;
  planning: boolean;
  /** Queues and functions to choose from; undefined while loading. */
  list: QueueList | undefined;
  /** The job was asked for. */
  busy: boolean;
  /** Why it was not made. */
  problem: string | null;
  onDraft: (draft: RedriveDraft) => void;
  onPlanAgain: () => void;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const restore = subject.file !== null;
  const obstacle = findObstacle({ plan, planProblem, problems });
  const ready = obstacle === null && plan !== null && !planning && !busy;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && !busy && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0%_0_0/40%)]" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 flex h-[min(660px,calc(100dvh-48px))] w-[min(960px,calc(100vw-32px))] -translate-1/2 flex-col rounded-lg border border-line-strong bg-raised shadow-[0_16px_48px_-12px_var(--shadow)] outline-none">
          <div className="flex-none border-b px-5 py-3">
            <Dialog.Title className="text-lg font-medium">{title}</Dialog.Title>
            <Dialog.Description className="truncate text-muted">{from}</Dialog.Description>
          </div>
          <div className="grid min-h-0 flex-1 grid-cols-1 overflow-y-auto md:grid-cols-[minmax(0,1fr)_360px] md:overflow-hidden">
            <form
              id="redrive"
              noValidate
              className="space-y-5 px-5 py-4 md:overflow-y-auto"
              onSubmit={(event) => {
                event.preventDefault();
                if (ready) onConfirm();
              }}
            >
              <DraftFields
                subject={subject}
                draft={draft}
                problems={problems}
                plan={plan}
                list={list}
                onDraft={onDraft}
              />
            </form>
            <PlanPanel
              plan={plan}
              planning={planning}
              problem={planProblem}
              draft={draft}
              onAgain={onPlanAgain}
            />
          </div>
          {problem !== null && (
            <div className="flex-none border-t px-5 py-3">
              <Notice tone="danger">{problem}</Notice>
            </div>
          )}
          <div className="flex flex-none items-center gap-2 border-t px-5 py-3">
            <p
              id={OBSTACLE}
              className={`mr-auto pr-3 text-xs ${obstacle?.severe ? 'text-danger' : 'text-muted'}`}
            >
              {obstacle?.text ??
                'Each becomes a new message with a new id; its receive count starts at 0. What has moved stays moved.'}
            </p>
            <Dialog.Close className="btn" disabled={busy}>
              Not now
            </Dialog.Close>
            <button
              type="submit"
              form="redrive"
              className="btn btn-accent"
              aria-describedby={OBSTACLE}
              disabled={!ready}
            >
              {busy ? 'Starting…' : describeAction(draft, { plan, restore })}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
