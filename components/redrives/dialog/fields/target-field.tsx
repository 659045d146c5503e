import { useId } from 'react';

import { Segmented } from '#components/ui/segmented.tsx';
import type { QueueList } from '#lib/queues/types';

import type { RedriveDraft, TargetKind } from '../draft/draft.ts';
import type { RedriveSubject } from '../draft/subject.ts';
import { listFunctions, listTargetQueues } from './targets.ts';

const KINDS: readonly (readonly [TargetKind, string])[] = [
  ['origin', 'Where each came from'],
  ['queue', 'Another queue'],
  ['function', 'A function'],
];

/** Where the messages go. */
export function TargetField({
  subject,
  draft,
  list,
  onChange,
}: {
  subject: RedriveSubject;
  draft: RedriveDraft;
  list: QueueList | undefined;
  onChange: (part: Partial<RedriveDraft>) => void;
}) {
  const functions = useId();
  const { targetKind } = draft;
  const queues = listTargetQueues(list, subject.source);
  return (
    <div>
      <p className="label mb-1">To</p>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label="To"
          options={draft.engine === 'aws' ? KINDS.slice(0, 2) : KINDS}
          value={targetKind}
          onChange={(kind) => onChange({ targetKind: kind })}
        />
        {targetKind === 'queue' && (
          <select
            aria-label="Target queue"
            className="input min-w-40 flex-1"
            value={draft.queue}
            onChange={(event) => onChange({ queue: event.target.value })}
          >
            <option value="">Choose a queue</option>
            {[...new Set([...queues, draft.queue])].filter(Boolean).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
        {targetKind === 'function' && (
          <>
            <input
              aria-label="Target function"
              list={functions}
              placeholder="Name of a Lambda function"
              className="input min-w-40 flex-1"
              value={draft.functionName}
              onChange={(event) => onChange({ functionName: event.target.value })}
            />
            <datalist id={functions}>
              {listFunctions(list).map((name) => (
                <option key={name}>{name}</option>
              ))}
            </datalist>
          </>
        )}
      </div>
    </div>
  );
}
