import type { ReactNode } from 'react';

const TONES = {
  danger: 'border-danger-line bg-danger-soft',
  warning: 'border-warning-line bg-warning-soft',
  ok: 'border-line bg-ok-soft',
  plain: 'border-line bg-sunken',
};

/** A few lines that must be read before going on. A danger is announced at once, the rest when there is a pause. */
export function Notice({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }) {
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={`rounded-md border px-3 py-2 ${TONES[tone]}`}
    >
      {children}
    </div>
  );
}
