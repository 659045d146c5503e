import type { Completion } from '#lib/messages/query/types';

/** Id of the option at `index`, for the input to point at. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** What could be written at the cursor, below the query. The focus stays in the query. */
export function CompletionList({
  id,
  completions,
  active,
  onPoint,
  onTake,
}: {
  id: string;
  completions: readonly Completion[];
  active: number;
  onPoint: (index: number) => void;
  onTake: (completion: Completion) => void;
}) {
  return (
    <div className="absolute top-full left-0 z-30 mt-1 w-[min(560px,100%)] overflow-hidden rounded-md border border-line-strong bg-raised shadow-[0_8px_24px_-8px_var(--shadow)]">
      <ul
        id={id}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/prefer-tag-over-role -- a datalist cannot be shown or moved in
        role="listbox"
        aria-label="Completions"
        className="max-h-72 overflow-y-auto py-1"
        // The input keeps its focus, and its cursor.
        onMouseDown={(event) => event.preventDefault()}
      >
        {completions.map((completion, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- its keys are those of the input
          <li
            key={`${completion.insert} ${completion.label}`}
            id={optionId(id, index)}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/prefer-tag-over-role -- as above
            role="option"
            aria-selected={index === active}
            className={`flex h-7 items-center justify-between gap-6 px-3 ${index === active ? 'bg-hover' : ''}`}
            onMouseMove={() => index !== active && onPoint(index)}
            onClick={() => onTake(completion)}
          >
            <span className="min-w-0 truncate font-mono text-xs">
              <bdi>{completion.label}</bdi>
            </span>
            <span className="label flex-none">{completion.detail}</span>
          </li>
        ))}
      </ul>
      <p className="label border-t px-3 py-1" aria-hidden>
        <kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Enter</kbd> or <kbd>Tab</kbd> take · <kbd>Esc</kbd> close
      </p>
    </div>
  );
}
