import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useState } from 'react';

import { useObstacle } from '#components/session/session.tsx';
import type { RedriveJob } from '#lib/redrive/types';

import { describeControl, listControls, type Control } from './control-text.ts';

/** Pause, resume, cancel: each says what comes of it before it is done. */
export function JobControls({
  job,
  asked,
  onControl,
}: {
  job: RedriveJob;
  /** Asked for and not answered yet. */
  asked: Control | null;
  onControl: (control: Control) => void;
}) {
  const [confirming, setConfirming] = useState<Control | null>(null);
  const obstacle = useObstacle('operate');
  const controls = listControls(job.status);
  const text = confirming && describeControl(confirming, job);
  return (
    <>
      {controls.map((control) => (
        <button
          key={control}
          type="button"
          className={control === 'resume' ? 'btn btn-accent' : 'btn'}
          disabled={asked !== null || obstacle !== undefined}
          title={obstacle}
          onClick={() => setConfirming(control)}
        >
          {describeControl(control, job).button}
        </button>
      ))}
      <AlertDialog.Root open={text !== null} onOpenChange={(open) => !open && setConfirming(null)}>
        <AlertDialog.Portal>
          <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0%_0_0/40%)]" />
          <AlertDialog.Popup className="fixed top-[20vh] left-1/2 z-50 w-[min(460px,calc(100vw-32px))] -translate-x-1/2 rounded-lg border border-line-strong bg-raised shadow-[0_16px_48px_-12px_var(--shadow)] outline-none">
            <AlertDialog.Title className="px-5 pt-4 text-lg font-medium">{text?.title}</AlertDialog.Title>
            <AlertDialog.Description className="px-5 pt-1 pb-4 text-muted">
              {text?.text}
            </AlertDialog.Description>
            <div className="flex justify-end gap-2 border-t px-5 py-3">
              <AlertDialog.Close className="btn">Not now</AlertDialog.Close>
              <button
                type="button"
                className="btn btn-accent"
                onClick={() => {
                  if (confirming) onControl(confirming);
                  setConfirming(null);
                }}
              >
                {text?.button}
              </button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </>
  );
}
