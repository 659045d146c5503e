import Check from 'lucide-react/icons/check';
import Eye from 'lucide-react/icons/eye';
import Pause from 'lucide-react/icons/pause';
import X from 'lucide-react/icons/x';

import type { StageStatus } from '#lib/redrive/types';

const LOOKS: Record<StageStatus, string> = {
  waiting: 'border-line-strong bg-ground text-faint',
  moving: 'border-accent bg-accent-soft text-accent',
  watching: 'border-accent bg-accent-soft text-accent',
  passed: 'border-transparent bg-ok text-ground',
  stopped: 'border-transparent bg-danger text-ground',
};

/** Where a stage is, as a sign on the line of the stages. */
export function StageMark({
  status,
  number,
  paused,
}: {
  status: StageStatus;
  number: number;
  paused: boolean;
}) {
  const active = status === 'moving' || status === 'watching';
  return (
    <span
      aria-hidden
      className={`relative flex size-6 flex-none items-center justify-center rounded-full border text-[11px] font-medium ${LOOKS[status]}`}
    >
      {active && !paused && <span className="pulse absolute -inset-1 -z-10 rounded-full! bg-accent-soft!" />}
      {sign({ status, number, paused: paused && active })}
    </span>
  );
}

function sign({ status, number, paused }: { status: StageStatus; number: number; paused: boolean }) {
  if (paused) return <Pause size={11} fill="currentColor" />;
  if (status === 'passed') return <Check size={13} strokeWidth={2.5} />;
  if (status === 'stopped') return <X size={13} strokeWidth={2.5} />;
  return status === 'watching' ? <Eye size={13} /> : number;
}
