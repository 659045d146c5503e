import ChevronDown from 'lucide-react/icons/chevron-down';

import { formatCount } from '#components/ui/format.ts';
import { Menu } from '#components/ui/menu.tsx';

import type { Scope } from './scope.ts';
import { describeScope, findScope, SCOPES, type ScopeCounts } from './scope-text.ts';

const LABELS: Record<Scope, string> = {
  selected: 'Selected messages',
  group: 'This group',
  results: 'These results',
  all: 'Everything in the queue',
};

const DETAILS: Partial<Record<Scope, string>> = {
  group: 'All of the chosen group that the query lets through',
  results: 'All that the query lets through',
  all: 'Also what was not read',
};

/** Redrives the selection, or whatever else there is to redrive. */
export function RedriveMenu({
  counts,
  blocked,
  onRedrive,
}: {
  /** `all` is approximate: what SQS says is there. `results` is null where nothing is filtered. */
  counts: ScopeCounts;
  /** Why nothing may be redriven now; null when it may. */
  blocked: string | null;
  onRedrive: (scope: Scope) => void;
}) {
  const first = findScope(counts);
  const disabled = first === null || blocked !== null;
  // Everything at once is no usual thing to do: the button does not shout it.
  const tone = first === 'all' ? '' : 'btn-accent';
  const others = SCOPES.filter((scope) => counts[scope] !== null);
  return (
    <div className="flex">
      <button
        type="button"
        className={`btn rounded-r-none! ${tone}`}
        disabled={disabled}
        title={blocked ?? undefined}
        onClick={() => first && onRedrive(first)}
      >
        Redrive {first ? `${describeScope(first, counts[first] ?? 0)}…` : 'selected…'}
      </button>
      <Menu
        label="What to redrive"
        className={`btn btn-icon rounded-l-none! ${tone} ${tone ? 'border-l-[color-mix(in_oklab,var(--accent-solid)_70%,white)]!' : 'border-l-0!'}`}
        disabled={disabled}
        title={blocked ?? undefined}
        choices={others.map((scope) => ({
          label: LABELS[scope],
          hint: `${scope === 'all' ? '~' : ''}${formatCount(counts[scope])}`,
          ...(DETAILS[scope] !== undefined && { detail: DETAILS[scope] }),
          disabled: !counts[scope],
          onChoose: () => onRedrive(scope),
        }))}
      >
        <ChevronDown size={14} aria-hidden />
      </Menu>
    </div>
  );
}
