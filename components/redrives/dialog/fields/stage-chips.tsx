import ChevronRight from 'lucide-react/icons/chevron-right';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';

import { formatCount } from '#components/ui/format.ts';

const MAX_STAGES = 8;
/** A new stage is so many times the last one. */
const GROWTH = 5;

/** The stages of a trial run, each a number to type over; the rest follows by itself. */
export function StageChips({
  stages,
  messages,
  problem,
  onChange,
}: {
  stages: readonly number[];
  /** How many there are to move; null while unknown. */
  messages: number | null;
  problem: string | null;
  onChange: (stages: number[]) => void;
}) {
  const before = (index: number) => stages.slice(0, index).reduce((sum, size) => sum + (size || 0), 0);
  const rest = messages === null ? null : messages - before(stages.length);
  return (
    <fieldset>
      <legend className="label mb-1">Messages of each stage</legend>
      <ol className="flex flex-wrap items-center gap-1">
        {[...stages.entries()].map(([index, size]) => {
          const reached = messages === null || before(index) < messages;
          return (
            <li key={index} className="flex items-center gap-1">
              <span
                title={reached ? undefined : `Not reached with ${formatCount(messages)}`}
                className={`flex h-7 items-center rounded-full border border-line-strong bg-ground pr-1 pl-2.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent ${reached ? '' : 'border-dashed text-faint'}`}
              >
                <input
                  type="number"
                  min={1}
                  aria-label={`Stage ${index + 1}`}
                  aria-invalid={problem !== null}
                  className="h-6 min-w-6 appearance-none bg-transparent text-center font-medium outline-none [-moz-appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
                  style={{ width: `${Math.max(2, String(size).length) + 0.5}ch` }}
                  value={Number.isNaN(size) ? '' : size}
                  onChange={(event) => onChange(stages.with(index, event.target.valueAsNumber))}
                />
                <button
                  type="button"
                  aria-label={`Remove stage ${index + 1}`}
                  className="flex size-6 items-center justify-center rounded-full text-faint hover:bg-hover hover:text-ink disabled:invisible"
                  disabled={stages.length === 1}
                  onClick={() => onChange(stages.filter((_, at) => at !== index))}
                >
                  <X size={12} aria-hidden />
                </button>
              </span>
              <ChevronRight size={13} aria-hidden className="text-faint" />
            </li>
          );
        })}
        <li className="flex h-7 items-center rounded-full bg-hover px-2.5 text-muted">
          {rest === null ? 'the rest' : rest > 0 ? `the rest, ${formatCount(rest)}` : 'no rest'}
        </li>
        {stages.length < MAX_STAGES && (
          <li>
            <button
              type="button"
              className="btn btn-quiet btn-icon"
              aria-label="Add stage"
              title="Add a stage"
              onClick={() => onChange([...stages, (stages.at(-1) || 1) * GROWTH])}
            >
              <Plus size={14} aria-hidden />
            </button>
          </li>
        )}
      </ol>
      {problem !== null && <p className="pt-1 text-xs text-danger">{problem}</p>}
    </fieldset>
  );
}
