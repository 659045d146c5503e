import CircleAlert from 'lucide-react/icons/circle-alert';
import Info from 'lucide-react/icons/info';
import OctagonX from 'lucide-react/icons/octagon-x';
import type { ReactNode } from 'react';

import type { PlanNote } from '#lib/redrive/types';

const ORDER: readonly PlanNote['severity'][] = ['block', 'warning', 'info'];

const LOOKS: Record<PlanNote['severity'], { box: string; icon: ReactNode; word: string }> = {
  block: {
    box: 'border-danger-line bg-danger-soft',
    icon: <OctagonX size={14} aria-hidden className="text-danger" />,
    word: 'Stops this: ',
  },
  warning: {
    box: 'border-warning-line bg-warning-soft',
    icon: <CircleAlert size={14} aria-hidden className="text-warning" />,
    word: 'Warning: ',
  },
  info: { box: 'bg-raised', icon: <Info size={14} aria-hidden className="text-faint" />, word: 'Note: ' },
};

/** What to know before the button, the worst first. */
export function PlanNotes({ notes }: { notes: readonly PlanNote[] }) {
  if (!notes.length) return null;
  const sorted = notes.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <ul aria-label="Notes" className="space-y-2">
      {sorted.map(({ severity, code, message }) => {
        const { box, icon, word } = LOOKS[severity];
        return (
          <li key={`${code} ${message}`} className={`flex gap-2 rounded-md border px-2.5 py-2 ${box}`}>
            <span className="flex h-5 flex-none items-center">{icon}</span>
            <span className="min-w-0 break-words">
              <span className="sr-only">{word}</span>
              {message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
