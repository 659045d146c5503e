import type { Health } from '#lib/access/types';

/** Which AWS this is: the stand-in on this machine, or a region of the real one. */
export function EnvironmentBadge({ health }: { health: Health | undefined }) {
  if (!health) return null;
  return (
    <span className="badge" title={`${health.endpoint} · ${health.region}`}>
      {health.mode === 'local' ? 'LOCAL' : health.region}
    </span>
  );
}
