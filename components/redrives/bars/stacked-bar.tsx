/** A part of a bar: how much, and the class of its colour. */
export interface BarPart {
  key: string;
  count: number;
  fill: string;
}

/** Parts of a whole beside each other; what is not accounted for stays empty. For the eye only: the figures stand beside it. */
export function StackedBar({
  parts,
  whole,
  className = 'h-2',
}: {
  parts: readonly BarPart[];
  whole: number;
  className?: string;
}) {
  return (
    <div aria-hidden className={`flex gap-px overflow-hidden rounded-full bg-line ${className}`}>
      {parts.map(({ key, count, fill }) =>
        count > 0 && whole > 0 ? (
          <div
            key={key}
            className={`min-w-[3px] transition-[width] duration-300 ${fill}`}
            style={{ width: `${(100 * count) / whole}%` }}
          />
        ) : null,
      )}
    </div>
  );
}
