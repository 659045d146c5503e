import type { QueryProblem } from '#lib/messages/query/types';

/** `text` in three: before, within and after the problem. A problem behind the end of the text has a space of its own. */
export function splitAt(text: string, { from, to }: QueryProblem): [string, string, string] {
  const start = Math.min(Math.max(0, from), text.length);
  const end = Math.min(Math.max(start, to), text.length);
  return [text.slice(0, start), text.slice(start, end) || ' ', text.slice(end)];
}

/** Lies over the input, letter over letter, and underlines what cannot be understood. */
export function Underline({
  text,
  problem,
  scrollLeft,
}: {
  text: string;
  problem: QueryProblem;
  /** Of the input. */
  scrollLeft: number;
}) {
  const [before, within, after] = splitAt(text, problem);
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-y-0 right-14 left-8 flex items-center overflow-hidden font-mono text-xs whitespace-pre text-transparent"
    >
      <span style={{ transform: `translateX(${-scrollLeft}px)` }}>
        {before}
        <span className="underline decoration-danger decoration-wavy decoration-1 underline-offset-4">
          {within}
        </span>
        {after}
      </span>
    </div>
  );
}
