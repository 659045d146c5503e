import ChevronRight from 'lucide-react/icons/chevron-right';
import type { ReactNode } from 'react';

/** What few need, behind one line that says what there is and whether something was changed. */
export function Disclosure({
  title,
  summary,
  open,
  children,
}: {
  title: string;
  /** What is set there now. */
  summary: string;
  /** From the start. */
  open: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} className="group">
      <summary className="flex h-9 list-none items-center gap-1.5 rounded [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden
          className="text-faint transition-transform group-open:rotate-90"
        />
        <span className="font-medium">{title}</span>
        <span className="label ml-auto truncate pl-3">{summary}</span>
      </summary>
      <div className="space-y-4 pt-1 pb-4 pl-5">{children}</div>
    </details>
  );
}
