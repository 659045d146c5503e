import { useState } from 'react';

import { formatCount } from '#components/ui/format.ts';
import { useNow } from '#components/ui/use-now.ts';

import { CauseButton } from './cause-button.tsx';
import { CauseGroupButton } from './cause-group-button.tsx';
import type { CauseGroups } from './group-causes.ts';
import { NO_CAUSE } from './lookup.ts';

/** Causes shown at first: more are noise until they are asked for. */
const SHOWN = 30;

/** All causes, each cause, and none recorded, as choices of which one is pressed. */
export function CauseList({
  causes: { groups, none },
  read,
  lookingUp,
  cause,
  onCause,
}: {
  causes: CauseGroups;
  /** Messages that were read. */
  read: number;
  /** More causes may be found. */
  lookingUp: boolean;
  /** The one pressed; null for all. */
  cause: string | null;
  onCause: (cause: string | null) => void;
}) {
  const [whole, setWhole] = useState(false);
  const nowMs = useNow();
  const shown = whole ? groups : groups.slice(0, SHOWN);
  const hidden = groups.length - shown.length;
  const toggle = (pressed: string) => onCause(pressed === cause ? null : pressed);
  const listed =
    cause === null ||
    (cause === NO_CAUSE ? none > 0 : shown.some(({ fingerprint }) => fingerprint === cause));
  const unlisted = groups.find(({ fingerprint }) => fingerprint === cause);
  return (
    <>
      <ul className="gap-x-4 space-y-0.5 max-[1099px]:grid max-[1099px]:grid-cols-2">
        <li>
          <CauseButton
            pressed={cause === null}
            count={read}
            total={null}
            title="All causes"
            onPress={() => onCause(null)}
          />
        </li>
        {!listed && !unlisted && (
          <li>
            <CauseButton
              pressed
              count={0}
              total={null}
              title="The cause looked for"
              onPress={() => onCause(null)}
            >
              <span className="label block">
                {lookingUp ? 'Not found yet.' : 'No message that was read has it.'}
              </span>
            </CauseButton>
          </li>
        )}
        {[...(!listed && unlisted ? [unlisted] : []), ...shown].map((group) => (
          <li key={group.fingerprint}>
            <CauseGroupButton
              group={group}
              total={read}
              nowMs={nowMs}
              pressed={group.fingerprint === cause}
              onPress={() => toggle(group.fingerprint)}
            />
          </li>
        ))}
        {none > 0 && (
          <li>
            <CauseButton
              pressed={cause === NO_CAUSE}
              count={none}
              total={read}
              title="No recorded cause"
              onPress={() => toggle(NO_CAUSE)}
            >
              <span className="label line-clamp-2">Killed, out of memory, or not instrumented</span>
            </CauseButton>
          </li>
        )}
      </ul>
      {hidden > 0 && (
        <button type="button" className="btn btn-quiet mt-1" onClick={() => setWhole(true)}>
          Show {formatCount(hidden)} rarer
        </button>
      )}
    </>
  );
}
