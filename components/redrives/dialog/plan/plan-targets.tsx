import { formatCount } from '#components/ui/format.ts';
import type { RedrivePlan } from '#lib/redrive/types';

const MAX_SHOWN = 6;

/** Where the messages would go, with how many to each. */
export function PlanTargets({ plan }: { plan: RedrivePlan }) {
  const { targets, selectedIsExact } = plan;
  if (!targets.length) return null;
  const most = Math.max(...targets.map(({ messages }) => messages), 1);
  const rest = targets.slice(MAX_SHOWN);
  return (
    <div>
      <h4 className="label pb-1">To</h4>
      <ul className="space-y-1.5">
        {targets.slice(0, MAX_SHOWN).map(({ kind, name, messages }) => (
          <li key={`${kind} ${name}`}>
            <div className="flex justify-between gap-3">
              <span
                className={`truncate ${kind === 'none' ? 'text-danger' : 'font-medium'}`}
                title={name ?? ''}
              >
                {kind === 'none' ? 'nowhere: it is not known where they came from' : name}
                {kind === 'function' && <span className="label pl-1.5">function</span>}
              </span>
              <span className="flex-none">
                {selectedIsExact ? '' : '~'}
                {formatCount(messages)}
              </span>
            </div>
            <div className="mt-0.5 h-1 rounded-full bg-line" aria-hidden>
              <div
                className={`h-1 min-w-1 rounded-full ${kind === 'none' ? 'bg-danger' : 'bg-accent-solid'}`}
                style={{ width: `${(100 * messages) / most}%` }}
              />
            </div>
          </li>
        ))}
        {rest.length > 0 && <li className="label">and {formatCount(rest.length)} more targets</li>}
      </ul>
    </div>
  );
}
