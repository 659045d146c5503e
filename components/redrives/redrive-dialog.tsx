import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';

import { Field } from '#components/ui/field.tsx';
import { formatCounted, formatSeconds } from '#components/ui/format.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { SelectedRedriveResult } from '#lib/redrive/types';
import type { QueueList } from '#lib/queues/types';

import { findConsumerWarnings, findTargets, type RedrivePlan } from './plan.ts';
import { RateField } from './rate-field.tsx';
import { RedriveOutcome } from './redrive-outcome.tsx';

/** AWS's own bound of a move task. */
const MAX_RATE = 500;

export interface RedriveChoice {
  target: string | null;
  /** Messages per second; null leaves it to AWS. */
  ratePerSecond: number | null;
}

/** Says exactly what a redrive will do, does it when told to, and then says what it did. */
export function RedriveDialog({
  plan,
  list,
  busy,
  problem,
  result,
  onConfirm,
  onClose,
}: {
  plan: RedrivePlan;
  list: QueueList;
  busy: boolean;
  problem: string | null;
  /** Of chosen messages, once they were moved. */
  result: SelectedRedriveResult | null;
  onConfirm: (choice: RedriveChoice) => void;
  onClose: () => void;
}) {
  const [target, setTarget] = useState('');
  const [rate, setRate] = useState<number | null>(null);
  const all = plan.messages === null;
  const what = all ? `all messages` : formatCounted(plan.count, 'message');
  const targets = target ? [target] : plan.origins;
  const badRate = rate !== null && !(Number.isInteger(rate) && rate >= 1 && rate <= MAX_RATE);
  const stuck = !target && plan.withoutOrigin > 0;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && !busy && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0%_0_0/40%)]" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 flex-col rounded-lg border border-line-strong bg-raised shadow-[0_16px_48px_-12px_var(--shadow)] outline-none">
          <Dialog.Title className="px-5 pt-4 pb-1 text-lg font-medium">
            {result ? 'What was redriven' : `Redrive ${what}`}
          </Dialog.Title>
          {result ? (
            <RedriveOutcome result={result} />
          ) : (
            <form
              id="redrive"
              noValidate
              className="min-h-0 space-y-4 overflow-y-auto px-5 pb-4"
              onSubmit={(event) => {
                event.preventDefault();
                if (!badRate && !stuck && !busy) onConfirm({ target: target || null, ratePerSecond: rate });
              }}
            >
              <Dialog.Description className="text-muted">
                {all ? `About ${formatCounted(plan.count, 'message')}, as SQS counts them,` : what} from{' '}
                <b className="font-medium text-ink">{plan.source}</b> to{' '}
                <b className="font-medium text-ink">
                  {stuck ? 'a queue you choose' : targets.join(', ') || 'where each came from'}
                </b>
                . Each becomes a new message with a new id, and its receive count starts at 0.
              </Dialog.Description>
              <Field
                label="Target"
                error={
                  stuck
                    ? `${formatCounted(plan.withoutOrigin, 'message')} came here directly, not from another queue: choose a target.`
                    : null
                }
              >
                {(field) => (
                  <select
                    {...field}
                    className="input"
                    value={target}
                    onChange={(event) => setTarget(event.target.value)}
                  >
                    <option value="">
                      Where each came from{plan.origins.length ? `: ${plan.origins.join(', ')}` : ''}
                    </option>
                    {findTargets(list, plan.source).map(({ name }) => (
                      <option key={name} value={name}>
                        {name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              {all && <RateField rate={rate} max={MAX_RATE} bad={badRate} onChange={setRate} />}
              {all && (
                <p className="text-muted">
                  {rate && !badRate
                    ? `About ${formatSeconds(Math.ceil(plan.count / rate))} at this rate.`
                    : `AWS sets the pace, up to ${MAX_RATE} a second.`}{' '}
                  You can cancel; what has moved by then stays moved.
                </p>
              )}
              {findConsumerWarnings(list, targets).map((warning) => (
                <Notice key={warning} tone="warning">
                  {warning}
                </Notice>
              ))}
              {plan.redrivenBefore > 0 && (
                <Notice tone="warning">
                  {formatCounted(plan.redrivenBefore, 'message')} of these came back from a redrive before. Is
                  the cause gone?
                </Notice>
              )}
              {problem && <Notice tone="danger">{problem}</Notice>}
            </form>
          )}
          <div className="flex flex-none justify-end gap-2 border-t px-5 py-3">
            <Dialog.Close className="btn" disabled={busy}>
              {result ? 'Close' : 'Not now'}
            </Dialog.Close>
            {!result && (
              <button
                type="submit"
                form="redrive"
                className="btn btn-accent"
                disabled={busy || badRate || stuck}
              >
                {busy ? 'Moving…' : `Redrive ${what}`}
              </button>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
