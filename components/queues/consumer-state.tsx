import type { Consumer } from '#lib/queues/types';

const TONES = { enabled: 'text-ok', disabled: 'dot-hollow text-warning', changing: 'text-faint' };

/** Who takes this queue's messages, and whether it does so now. */
export function ConsumerState({
  consumers,
  unknown,
}: {
  consumers: readonly Consumer[];
  /** Why consumers could not be listed, or null. */
  unknown: string | null;
}) {
  const [first, ...others] = consumers;
  if (unknown) return <span title={unknown}>—</span>;
  if (!first) return <span className="text-faint">none</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <span className={`dot ${TONES[first.state]}`} />
      {first.functionName}
      {first.state !== 'enabled' && <span className="text-warning">{first.state}</span>}
      {others.length > 0 && <span className="text-faint">+{others.length}</span>}
    </span>
  );
}
