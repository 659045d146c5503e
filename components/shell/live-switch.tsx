import { formatAge, formatClock } from '#components/ui/format.ts';
import { useNow } from '#components/ui/use-now.ts';

/** Stops and starts all reading by itself; says how old the numbers are. */
export function LiveSwitch({
  live,
  updatedAtMs,
  failed,
  onChange,
}: {
  live: boolean;
  updatedAtMs: number;
  /** The last reading failed. */
  failed: boolean;
  onChange: (live: boolean) => void;
}) {
  const age = useNow() - updatedAtMs;
  const tone = live ? (failed ? 'text-warning' : 'text-ok') : 'text-faint';
  return (
    <>
      <span
        className="label hidden min-w-28 text-right sm:inline-block"
        title={updatedAtMs ? `Read at ${formatClock(updatedAtMs)}` : undefined}
      >
        {updatedAtMs > 0 && `updated ${formatAge(age / 1000)} ago`}
      </span>
      <button
        type="button"
        role="switch"
        aria-checked={live}
        aria-label="Live updates"
        title={live ? 'Pause: stop reading by itself' : 'Go on reading every two seconds'}
        className="btn"
        onClick={() => onChange(!live)}
      >
        <span className={`dot ${tone} ${live ? '' : 'dot-hollow'}`} />
        <span className="w-11 text-left">{live ? 'Live' : 'Paused'}</span>
      </button>
    </>
  );
}
