const WIDTH = 88;
const HEIGHT = 20;

/** A line without axes: `values` evenly spaced, the smallest possible value being zero. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) return <span className="text-faint">—</span>;
  const top = Math.max(...values, 1);
  const points = values.map(
    (value, index) =>
      `${((index / (values.length - 1)) * WIDTH).toFixed(1)},${(HEIGHT - 1 - (value / top) * (HEIGHT - 2)).toFixed(1)}`,
  );
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="text-muted">
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeLinejoin="round" />
    </svg>
  );
}
