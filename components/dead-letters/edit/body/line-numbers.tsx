import { LINE_HEIGHT } from './line-height.ts';

/** Numbers of the lines in sight, beside a text whose lines do not wrap. */
export function LineNumbers({
  count,
  marked,
  scrollTop,
  height,
}: {
  count: number;
  /** The line that has the problem; null for none. */
  marked: number | null;
  /** Of the text. */
  scrollTop: number;
  height: number;
}) {
  const first = Math.max(0, Math.floor(scrollTop / LINE_HEIGHT));
  const last = Math.min(count, first + Math.ceil(height / LINE_HEIGHT) + 2);
  const width = Math.max(2, String(count).length);
  return (
    <div
      aria-hidden
      className="relative flex-none overflow-hidden border-r bg-sunken font-mono text-xs text-faint select-none"
      style={{ width: `calc(${width}ch + 20px)` }}
    >
      <div
        className="absolute inset-x-0 top-2 pr-2 text-right"
        style={{
          transform: `translateY(${first * LINE_HEIGHT - scrollTop}px)`,
          lineHeight: `${LINE_HEIGHT}px`,
        }}
      >
        {Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index + 1).map((line) => (
          <div key={line} className={line === marked ? 'font-semibold text-danger' : ''}>
            {line}
          </div>
        ))}
      </div>
    </div>
  );
}
