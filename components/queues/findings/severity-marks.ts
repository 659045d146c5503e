import type { FindingSeverity } from '#lib/queues/diagnose/types';

/** How each severity is marked: a colour, never without its word. */
export const SEVERITY_MARKS: Record<FindingSeverity, { tone: string; mark: string }> = {
  danger: { tone: 'text-danger', mark: 'dot' },
  warning: { tone: 'text-warning', mark: 'dot' },
  notice: { tone: 'text-muted', mark: 'dot dot-hollow' },
};
