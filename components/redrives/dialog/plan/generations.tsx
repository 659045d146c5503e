import { formatCount } from '#components/ui/format.ts';

const TIMES = ['never', 'once', 'twice', '3 times', '4 times', '5 times and more'];
/** From here on a redrive has been tried often enough to doubt the fix. */
const OFTEN = 2;

/** How often the messages were redriven before; nothing where none was. */
export function Generations({ counts }: { counts: readonly number[] }) {
  if (!counts.slice(1).some(Boolean)) return null;
  return (
    <div>
      <h4 className="label pb-1">Redriven before</h4>
      <ul className="flex flex-wrap gap-1.5">
        {counts.map((count, times) =>
          count ? (
            <li
              key={TIMES[times]}
              className={`badge bg-raised ${times >= OFTEN ? 'border-warning-line text-warning' : ''}`}
            >
              {TIMES[times]} <b className="font-medium text-ink">{formatCount(count)}</b>
            </li>
          ) : null,
        )}
      </ul>
    </div>
  );
}
