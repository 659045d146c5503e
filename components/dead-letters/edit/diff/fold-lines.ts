import type { DiffLine } from './diff-lines.ts';

/** Unchanged lines in sight around a change. */
const AROUND = 3;

export type DiffPart = { kind: 'line'; line: DiffLine } | { kind: 'folded'; count: number; from: number };

/** The changes with what is around them; longer stretches of unchanged lines are folded. Nothing where nothing changed. */
export function foldLines(lines: readonly DiffLine[]): DiffPart[] {
  const near = new Uint8Array(lines.length);
  lines.forEach(({ kind }, index) => {
    if (kind !== 'same') near.fill(1, Math.max(0, index - AROUND), index + AROUND + 1);
  });
  const parts: DiffPart[] = [];
  for (const [index, line] of lines.entries()) {
    const last = parts.at(-1);
    if (near[index] === 1) parts.push({ kind: 'line', line });
    else if (last?.kind === 'folded') last.count += 1;
    else parts.push({ kind: 'folded', count: 1, from: index });
  }
  return parts.some(({ kind }) => kind === 'line') ? parts : [];
}
