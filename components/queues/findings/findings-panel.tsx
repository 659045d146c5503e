import { useState } from 'react';

import { formatCounted } from '#components/ui/format.ts';
import type { Finding } from '#lib/queues/diagnose/types';

import { FindingItem } from './finding-item.tsx';

/** Findings shown at first: the rest is asked for. */
const SHOWN = 4;

/** What is wrong with a queue's set-up, in the order of `findings`; one quiet line when nothing is. */
export function FindingsPanel({
  queue,
  findings,
  unchecked,
}: {
  /** Name of the page's queue: findings about another one name it. */
  queue: string;
  findings: readonly Finding[];
  /** Why a part could not be checked, each with what to allow. */
  unchecked: readonly string[];
}) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? findings : findings.slice(0, SHOWN);
  const hidden = findings.length - shown.length;
  if (!findings.length && !unchecked.length) {
    return (
      <p className="label border-b px-6 py-3">
        <span aria-hidden className="pr-2 text-ok">
          ✓
        </span>
        Nothing was found wrong with this queue’s set-up
      </p>
    );
  }
  return (
    <section aria-label="Findings" className="border-b py-1.5">
      <ul>
        {shown.map((finding) => (
          <FindingItem
            key={`${finding.queue} ${finding.rule}`}
            finding={finding}
            about={finding.queue === queue ? null : finding.queue}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className="btn btn-quiet ml-3.5" onClick={() => setWhole(true)}>
          Show {formatCounted(hidden, 'more finding')}
        </button>
      )}
      {unchecked.map((reason) => (
        <p key={reason} className="label px-6 py-1.5">
          Not everything could be checked. {reason}
        </p>
      ))}
    </section>
  );
}
