import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';

import type { JsonProblem } from '../json/check-json.ts';
import { countLines } from './count-lines.ts';
import { LINE_HEIGHT } from './line-height.ts';
import { LineNumbers } from './line-numbers.tsx';

/** A body as text with numbered lines, and where it stops being JSON. */
export function BodyEditor({
  body,
  problem,
  json,
  onBody,
  onFormat,
}: {
  body: string;
  /** Why SQS would not take it. */
  problem: string | null;
  /** What is wrong with it as JSON, `valid`, or null for a text that need not be any. */
  json: JsonProblem | 'valid' | null;
  onBody: (body: string) => void;
  onFormat: () => void;
}) {
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const height = useHeight(text);
  const lines = useMemo(() => countLines(body), [body]);
  const broken = json !== null && json !== 'valid' ? json : null;

  const goTo = ({ offset, line }: JsonProblem) => {
    const area = text.current;
    if (!area) return;
    area.focus();
    area.setSelectionRange(offset, offset + 1);
    area.scrollTop = Math.max(0, (line - 1) * LINE_HEIGHT - area.clientHeight / 2);
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-9 flex-none items-center gap-2">
        <label htmlFor={id} className="mr-auto font-medium">
          Body
        </label>
        <button type="button" className="btn btn-quiet" disabled={json !== 'valid'} onClick={onFormat}>
          Format JSON
        </button>
      </div>
      <div
        className={`flex min-h-40 flex-1 overflow-hidden rounded-md border bg-ground focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent ${broken || problem ? 'border-danger' : 'border-line-strong'}`}
      >
        <LineNumbers count={lines} marked={broken?.line ?? null} scrollTop={scrollTop} height={height} />
        <textarea
          ref={text}
          id={id}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          aria-invalid={broken !== null || problem !== null}
          aria-describedby={`${id}-state`}
          className="min-w-0 flex-1 resize-none overflow-auto bg-transparent p-2 font-mono text-xs leading-[18px] whitespace-pre outline-none"
          value={body}
          onChange={(event) => onBody(event.target.value)}
          onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
        />
      </div>
      <output id={`${id}-state`} className="block min-h-6 flex-none truncate pt-1 text-xs">
        <State problem={problem} json={json} onGoTo={goTo} />
      </output>
    </div>
  );
}

function State({
  problem,
  json,
  onGoTo,
}: {
  problem: string | null;
  json: JsonProblem | 'valid' | null;
  onGoTo: (problem: JsonProblem) => void;
}): ReactNode {
  if (problem !== null) return <span className="text-danger">{problem}</span>;
  if (json === null) return <span className="text-muted">Text, not JSON.</span>;
  if (json === 'valid') return <span className="text-ok">Valid JSON.</span>;
  return (
    <span className="text-danger">
      <button type="button" className="underline underline-offset-2" onClick={() => onGoTo(json)}>
        Line {json.line}, column {json.column}
      </button>
      : {json.message}
    </span>
  );
}

/** Pixels an element is high; it follows its window. */
function useHeight(element: React.RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return height;
}
