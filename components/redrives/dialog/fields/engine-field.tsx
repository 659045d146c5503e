import { useId } from 'react';

import type { RedriveDraft } from '../draft/draft.ts';

const ENGINES: readonly [value: RedriveDraft['engine'], title: string, text: string][] = [
  [
    'desk',
    'Redrive’s job',
    'Tries a few first, tells what became of every message, can edit, pause and go faster than 500 a second.',
  ],
  [
    'aws',
    'AWS’s move task',
    'Goes on without this desk, at most 500 a second. No trial run, no outcome, no edits; it can be cancelled, not paused.',
  ],
];

/** Who moves everything, unchanged: both can, and neither does it the same way. */
export function EngineField({
  draft,
  onChange,
}: {
  draft: RedriveDraft;
  onChange: (part: Partial<RedriveDraft>) => void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className="label mb-1">Moved by</legend>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {ENGINES.map(([engine, title, text]) => (
          <div
            key={engine}
            className="relative rounded-md border px-3 py-2 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              id={`${name}-${engine}`}
              type="radio"
              name={name}
              className="absolute inset-0 size-full opacity-0"
              aria-describedby={`${name}-${engine}-text`}
              checked={draft.engine === engine}
              onChange={() =>
                // AWS's task invokes no functions.
                onChange({ engine, ...(draft.targetKind === 'function' && { targetKind: 'origin' }) })
              }
            />
            <label htmlFor={`${name}-${engine}`} className="font-medium">
              {title}
            </label>
            <p id={`${name}-${engine}-text`} className="text-xs text-muted">
              {text}
            </p>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
