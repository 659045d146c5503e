const COUNT = new Intl.NumberFormat('en-US');

/** `1 message`, `1,200 messages`. */
export function countOf(count: number, one: string): string {
  return `${COUNT.format(count)} ${one}${count === 1 ? '' : 's'}`;
}

const UNITS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** The two largest units: `30 s`, `8 h 20 min`, `4 d`. */
export function duration(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([size]) => rest >= size);
  if (first === -1) return '0 s';
  const parts: string[] = [];
  for (const [size, unit] of UNITS.slice(first, first + 2)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(`${amount} ${unit}`);
  }
  return parts.join(' ');
}
