import { scanTerm, type WrittenTerm } from '../syntax/scan-term.ts';

/** The term that the cursor is in or right behind; null between terms. */
export function termAt(source: string, cursor: number): WrittenTerm | null {
  let at = 0;
  while (at < cursor) {
    if (/[\s()-]/.test(source[at] ?? '')) {
      at += 1;
      continue;
    }
    const term = scanTerm(source, at);
    if (cursor <= term.to) return term;
    at = Math.max(term.to, at + 1);
  }
  return null;
}
