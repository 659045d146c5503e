import { useState } from 'react';

import { formatCounted } from '#components/ui/format.ts';

import { CauseList } from './cause-list.tsx';
import type { CauseGroups } from './group-causes.ts';
import { NO_CAUSE, type Lookup } from './lookup.ts';

/**
 * Why the messages that were read failed, the most frequent cause first; choosing one filters the table. Beside the table where
 * there is room, otherwise folded above it.
 */
export function CauseRail({
  causes,
  lookup,
  read,
  about,
  cause,
  onCause,
}: {
  causes: CauseGroups;
  lookup: Pick<Lookup, 'state' | 'reason'>;
  /** Messages that were read. */
  read: number;
  /** What SQS says there are. */
  about: number;
  /** Fingerprint or NO_CAUSE of the one chosen; null for all. */
  cause: string | null;
  onCause: (cause: string | null) => void;
}) {
  const [unfolded, setUnfolded] = useState(false);
  const messages = formatCounted(read, 'message');
  return (
    <section
      aria-label="Causes"
      className="flex max-h-80 flex-none flex-col max-[1099px]:border-b min-[1100px]:max-h-none min-[1100px]:w-56 min-[1100px]:border-r"
    >
      <div className="flex min-h-8 flex-none items-center gap-2 px-6 py-0.5 min-[1100px]:pr-3">
        <h2 className="label font-medium">Causes</h2>
        <p className="label min-w-0 truncate">
          {read > 0 && (about > read ? `of the ${messages} read` : `of ${messages}`)}
          {cause !== null && (
            <span className="min-[1100px]:hidden">
              , only <bdi className="font-medium text-ink">{nameOf(cause, causes)}</bdi>
            </span>
          )}
        </p>
        <button
          type="button"
          aria-expanded={unfolded}
          className="btn btn-quiet ml-auto min-[1100px]:hidden"
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? 'Hide' : `Show ${formatCounted(causes.groups.length, 'cause')}`}
        </button>
      </div>
      <div
        className={`min-h-0 overflow-y-auto px-3.5 pb-3 min-[1100px]:pr-2 ${unfolded ? '' : 'max-[1099px]:hidden'}`}
      >
        <CauseList
          causes={causes}
          read={read}
          lookingUp={lookup.state === 'under-way'}
          cause={cause}
          onCause={onCause}
        />
        {causes.unknown > 0 && <Unknown count={causes.unknown} {...lookup} />}
      </div>
    </section>
  );
}

function nameOf(cause: string, { groups }: CauseGroups): string {
  if (cause === NO_CAUSE) return 'no recorded cause';
  return groups.find(({ fingerprint }) => fingerprint === cause)?.errorName ?? 'one cause';
}

/** Messages whose cause is not known, and whether it will be. */
function Unknown({ count, state, reason }: { count: number } & Pick<Lookup, 'state' | 'reason'>) {
  return (
    <p className="label px-2.5 pt-2">
      {state === 'under-way'
        ? `Looking up ${formatCounted(count, 'cause')}…`
        : `The causes of ${formatCounted(count, 'message')} could not be looked up. ${reason ?? ''}`}
    </p>
  );
}
