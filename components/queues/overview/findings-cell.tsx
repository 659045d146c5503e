import { formatCount, formatCounted } from '#components/ui/format.ts';
import type { FindingCounts, FindingSeverity } from '#lib/queues/diagnose/types';

import { SEVERITY_MARKS } from '../findings/severity-marks.ts';

const WORST_FIRST: readonly FindingSeverity[] = ['danger', 'warning', 'notice'];

/** How many findings a queue has: the worst by name, the others as a number. */
export function FindingsCell({ counts }: { counts: FindingCounts }) {
  const found = WORST_FIRST.filter((severity) => counts[severity]);
  const [worst, ...others] = found;
  if (!worst) return <span className="text-faint">none</span>;
  const { tone, mark } = SEVERITY_MARKS[worst];
  const rest = others.reduce((sum, severity) => sum + counts[severity], 0);
  return (
    <span
      className="inline-flex items-center gap-2"
      title={found.map((severity) => formatCounted(counts[severity], severity)).join(', ')}
    >
      <span aria-hidden className={`${mark} ${tone}`} />
      <span className={tone}>{formatCounted(counts[worst], worst)}</span>
      {rest > 0 && <span className="text-faint">+{formatCount(rest)}</span>}
    </span>
  );
}
