import { useId, useState, type ReactNode } from 'react';

/**
 * A part of a queue's page that is read by itself: its content, what takes its place until then, or why there is none. While
 * another window is read the content of the one before stays, faded, so that the page does not jump.
 */
export function Panel<Data>({
  title,
  note,
  data,
  problem,
  rows = 2,
  className = '',
  children,
}: {
  title: string;
  /** Beside the title: what the figures are of. */
  note?: ReactNode;
  /** Undefined until it was read. */
  data: Data | undefined;
  /** Why it could not be read, at all or again; null when it could. */
  problem: string | null;
  /** Lines that loading takes. */
  rows?: number;
  className?: string;
  children: (data: Data) => ReactNode;
}) {
  const id = useId();
  const [last, setLast] = useState(data);
  if (data !== undefined && data !== last) setLast(data);
  const loading = data === undefined && problem === null;
  const shown = loading ? last : data;
  return (
    <section aria-labelledby={id} aria-busy={loading} className={`min-w-0 border-b py-4 ${className}`}>
      <div className="flex flex-wrap items-baseline gap-x-2 px-6 pb-2">
        <h2 id={id} className="font-medium">
          {title}
        </h2>
        <p className="label">{note}</p>
      </div>
      {problem !== null && (
        <output className="block px-6 pb-2 text-warning">
          {data === undefined ? 'Cannot be shown: ' : 'Not up to date: '}
          {problem}
        </output>
      )}
      {loading && shown === undefined && (
        <div className="space-y-2 px-6">
          <p className="sr-only">Reading…</p>
          {Array.from({ length: rows }, (_, index) => (
            <div key={index} className="pulse h-8" />
          ))}
        </div>
      )}
      {shown !== undefined && <div className={loading ? 'opacity-50' : ''}>{children(shown)}</div>}
    </section>
  );
}

/** Why a panel has nothing to list. */
export function NothingHere({ children }: { children: ReactNode }) {
  return <p className="max-w-[72ch] px-6 text-muted">{children}</p>;
}
