import type { ReactNode } from 'react';

/** The whole page in place of its content: what happened, and what can be done. */
export function PageMessage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-xl px-6 pt-24">
      <h1 className="text-lg font-medium">{title}</h1>
      <div className="space-y-3 pt-2 text-muted">{children}</div>
    </div>
  );
}
