import { useEffect, useMemo, useRef, useState } from 'react';

import type { Scope } from '#components/dead-letters/actions/scope.ts';
import type { ScannedMessage } from '#lib/messages/types';
import type { EditRules } from '#lib/redrive/types';

import { propose, type Proposal, type Scoped } from './proposal.ts';

/** What a dialog asks about. */
export type Pending =
  | { kind: 'redrive'; proposal: Proposal; edit: EditRules | null }
  | { kind: 'delete'; proposal: Proposal }
  | { kind: 'edit'; message: ScannedMessage };

/** Which dialog is open, and about what. The functions stay the same. */
export function usePending(scoped: Scoped) {
  const [pending, setPending] = useState<Pending | null>(null);
  const latest = useRef(scoped);
  useEffect(() => {
    latest.current = scoped;
  });
  const acts = useMemo(
    () => ({
      close: () => setPending(null),
      async redrive(scope: Scope) {
        setPending({ kind: 'redrive', proposal: await propose(scope, latest.current), edit: null });
      },
      redriveOne(message: ScannedMessage, edit: EditRules | null = null) {
        setPending({ kind: 'redrive', proposal: ofOne(message), edit });
      },
      async remove(scope: Scope) {
        setPending({ kind: 'delete', proposal: await propose(scope, latest.current) });
      },
      removeOne(message: ScannedMessage) {
        setPending({ kind: 'delete', proposal: ofOne(message) });
      },
      edit(message: ScannedMessage) {
        setPending({ kind: 'edit', message });
      },
    }),
    [],
  );
  return { pending, acts };
}

export type PendingActs = ReturnType<typeof usePending>['acts'];

function ofOne({ messageId }: ScannedMessage): Proposal {
  return {
    selection: { messageIds: [messageId] },
    description: 'this message',
    count: 1,
    approximate: false,
  };
}
