import type { Progress } from '#components/queues/first-run/progress.ts';

const KEY = 'first-run';
const HIDDEN = 'hidden';

/** How far the test batch of this browser has come; null when there was none or it was put away. */
export function readFirstRun(): Progress | null {
  const text = localStorage.getItem(KEY);
  return text && text !== HIDDEN ? (JSON.parse(text) as Progress) : null;
}

export function storeFirstRun(progress: Progress): void {
  localStorage.setItem(KEY, JSON.stringify(progress));
}

export function hideFirstRun(): void {
  localStorage.setItem(KEY, HIDDEN);
}

export function isFirstRunHidden(): boolean {
  return localStorage.getItem(KEY) === HIDDEN;
}
