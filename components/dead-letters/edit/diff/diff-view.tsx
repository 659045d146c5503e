import { useMemo, useState } from 'react';

import { formatCount, formatCounted } from '#components/ui/format.ts';
import { ScrollBox } from '#components/ui/group.tsx';

import { cutLine } from './cut-line.ts';
import { diffLines, type DiffLine } from './diff-lines.ts';
import { foldLines } from './fold-lines.ts';

/** Lines drawn at once. */
const SHOWN = 500;

const SIGNS: Record<DiffLine['kind'], string> = { same: ' ', removed: '−', added: '+' };
const TONES: Record<DiffLine['kind'], string> = {
  same: 'text-muted',
  removed: 'bg-danger-soft text-danger',
  added: 'bg-ok-soft text-ok',
};

/** What changes from one text to another, line by line, with a little of what stays. */
export function DiffView({ label, before, after }: { label: string; before: string; after: string }) {
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  const parts = useMemo(() => foldLines(lines), [lines]);
  const [shown, setShown] = useState(SHOWN);
  if (parts.length === 0) return <p className="py-1 text-faint">Nothing changes.</p>;
  const width = `${Math.max(2, String(lines.length).length)}ch`;
  return (
    <ScrollBox label={label} className="rounded-md border bg-ground font-mono text-xs leading-[18px]">
      <div className="w-max min-w-full py-1">
        {parts.slice(0, shown).map((part, index) =>
          part.kind === 'folded' ? (
            <div key={`folded-${part.from}`} className="px-3 py-0.5 text-faint">
              {formatCounted(part.count, 'unchanged line')}
            </div>
          ) : (
            <div
              key={`${part.line.before}-${part.line.after}`}
              className={`flex px-3 whitespace-pre ${TONES[part.line.kind]}`}
            >
              <Numbers line={part.line} width={width} />
              <span className="w-4 flex-none">{SIGNS[part.line.kind]}</span>
              <span>{cutLine(part.line.text, counterpart(parts, index))}</span>
            </div>
          ),
        )}
        {parts.length > shown && (
          <button type="button" className="link px-3" onClick={() => setShown(shown + SHOWN * 4)}>
            {formatCount(parts.length - shown)} more lines
          </button>
        )}
      </div>
    </ScrollBox>
  );
}

function Numbers({ line: { before, after }, width }: { line: DiffLine; width: string }) {
  return (
    <span aria-hidden className="flex flex-none gap-2 pr-2 text-right text-faint select-none">
      <span style={{ width }}>{before}</span>
      <span style={{ width }}>{after}</span>
    </span>
  );
}

/** The line that took the place of this one, where that is plain: the neighbour of the other kind. */
function counterpart(parts: ReturnType<typeof foldLines>, index: number): string | null {
  const part = parts[index];
  if (part?.kind !== 'line' || part.line.kind === 'same') return null;
  const neighbour = parts[part.line.kind === 'removed' ? index + 1 : index - 1];
  const opposite = part.line.kind === 'removed' ? 'added' : 'removed';
  return neighbour?.kind === 'line' && neighbour.line.kind === opposite ? neighbour.line.text : null;
}
