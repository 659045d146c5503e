import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

import type { Completion, QueryProblem } from '#lib/messages/query/types';
import type { GroupBy, WorkbenchActions } from '../workbench/types.ts';
import { CompletionList, optionId } from './completion-list.tsx';
import { insertCompletion } from './insert.ts';
import { QueryHelp } from './query-help.tsx';
import { Underline } from './underline.tsx';
import { useCompletion } from './use-completion.ts';
import { useSlash } from './use-slash.ts';
import { useTyped } from './use-typed.ts';

/** The query with its completion, and what is wrong with it. The key `/` leads here. */
export function QueryBar({
  text,
  problem,
  groupable,
  complete,
  onText,
  children,
}: {
  /** The query in effect: the one in the address. */
  text: string;
  /** Of `text`. */
  problem: QueryProblem | null;
  /** What these messages have, for the examples of the help. */
  groupable: readonly GroupBy[];
  complete: WorkbenchActions['complete'];
  /** Called on every change; whoever passes `text` decides when it takes effect. */
  onText: (text: string) => void;
  /** Beside the input: the order. */
  children?: ReactNode;
}) {
  const listId = useId();
  const problemId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [scrollLeft, setScrollLeft] = useState(0);
  const { typed, type } = useTyped(text, onText);
  const { completions, active, ask, close, move, point } = useCompletion(complete);
  useSlash(input);
  const open = completions.length > 0;
  // What is being written has not been read yet.
  const shown = typed === text ? problem : null;

  const askHere = (value: string) => void ask(value, input.current?.selectionStart ?? value.length);
  const take = (completion: Completion) => {
    const { text: next, cursor } = insertCompletion(typed, completion);
    type(next);
    close();
    // The cursor can be set once the new text is in the input.
    requestAnimationFrame(() => {
      input.current?.setSelectionRange(cursor, cursor);
      void ask(next, cursor);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = completions[active];
    if ((event.key === 'Enter' || event.key === 'Tab') && chosen && !event.shiftKey) take(chosen);
    else if (event.key === 'Enter') return close();
    else if (event.key === 'Escape' && open) close();
    else if (event.key === 'ArrowDown' && !open) askHere(typed);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!open) return;
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else return;
    event.preventDefault();
    // Escape would close the drawer beside it as well.
    event.stopPropagation();
  };

  return (
    <div className="flex items-center gap-2 px-6 py-2">
      <div className="relative min-w-0 flex-1">
        <Search
          size={14}
          aria-hidden
          className="pointer-events-none absolute top-[7px] left-2.5 text-faint"
        />
        <input
          ref={input}
          role="combobox"
          aria-label="Query"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && active >= 0 ? optionId(listId, active) : undefined}
          aria-invalid={shown !== null}
          aria-describedby={shown && !open ? problemId : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="Text in the body, or a field: cause:PaymentDeclined age>2h"
          className="input pr-14! pl-8! font-mono text-xs"
          value={typed}
          onChange={(event) => {
            type(event.target.value);
            askHere(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onScroll={(event) => setScrollLeft(event.currentTarget.scrollLeft)}
          onBlur={close}
        />
        {shown && <Underline text={typed} problem={shown} scrollLeft={scrollLeft} />}
        <span className="absolute top-0.5 right-1 flex h-6 items-center gap-1">
          {typed === '' ? (
            <kbd aria-hidden title="The key / leads here" className="badge mr-1 font-mono">
              /
            </kbd>
          ) : (
            <button
              type="button"
              aria-label="Clear the query"
              title="Clear the query"
              className="inline-flex size-6 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
              onClick={() => {
                type('');
                close();
                input.current?.focus();
              }}
            >
              <X size={14} aria-hidden />
            </button>
          )}
        </span>
        {open && (
          <CompletionList
            id={listId}
            completions={completions}
            active={active}
            onPoint={point}
            onTake={take}
          />
        )}
        {shown && !open && (
          <output
            id={problemId}
            className="absolute top-full left-0 z-20 mt-1 max-w-full rounded-md border border-danger-line bg-danger-soft px-2.5 py-1 text-xs text-danger shadow-[0_8px_24px_-8px_var(--shadow)]"
          >
            {shown.message}
          </output>
        )}
      </div>
      <QueryHelp groupable={groupable} />
      {children}
    </div>
  );
}
