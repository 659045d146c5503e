const WIDTH = 120;
const HEIGHT = 24;
/** Between bars. */
const GAP = 1;
/** A period with one failure among thousands is seen all the same. */
const MIN_HEIGHT = 2;

/** Bars without axes, one for each period, the highest as high as there is room. */
export function Trend({ counts, label }: { counts: readonly number[]; label: string }) {
  const top = Math.max(1, ...counts);
  const step = WIDTH / Math.max(1, counts.length);
  const bars = counts.map((count, index) => {
    const height = Math.max(MIN_HEIGHT, (count / top) * (HEIGHT - 1));
    const x = (index * step).toFixed(1);
    return count ? `M${x} ${HEIGHT}v${(-height).toFixed(1)}h${(step - GAP).toFixed(1)}V${HEIGHT}z` : '';
  });
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="text-danger">
      <title>{label}</title>
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--line-strong)" />
      <path d={bars.join('')} fill="currentColor" />
    </svg>
  );
}
