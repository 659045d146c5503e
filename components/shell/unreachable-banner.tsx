import { formatClock } from '#components/ui/format.ts';
import type { Health } from '#lib/access/types';

/** Why the numbers do not move, and what to look at first. What was read before stays on the page. */
export function UnreachableBanner({
  health,
  error,
  updatedAtMs,
}: {
  health: Health | undefined;
  /** The refusal of the last reading, or null. */
  error: { status: number; message: string } | null;
  updatedAtMs: number;
}) {
  if (!error) return null;
  const aws = error.status > 0 && health?.status === 'unreachable';
  return (
    <div role="alert" className="border-b border-danger-line bg-danger-soft px-6 py-2">
      <strong className="font-medium text-danger">
        {aws ? `AWS cannot be reached at ${health.endpoint}.` : error.message}
      </strong>{' '}
      {aws &&
        (health.mode === 'local'
          ? 'Is the engine running there? AWS_ENDPOINT_URL decides where the desk looks. '
          : 'Check the network, the region and the credentials. ')}
      <span className="text-muted">
        {updatedAtMs ? `Numbers are from ${formatClock(updatedAtMs)}. ` : ''}Trying again every few seconds.
      </span>
      {aws && health.message && <p className="label font-mono break-words">{health.message}</p>}
    </div>
  );
}
