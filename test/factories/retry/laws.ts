import type { Attempt, Prediction } from '#lib/retry/types';

/**
 * What is wrong with a prediction about these items, whatever its model: laws that hold for any policy and any failure pattern. Empty
 * when nothing is.
 */
export function findBrokenLaws(prediction: Prediction, items: readonly string[]): string[] {
  return [
    ...prediction.attempts.flatMap((attempt, index) =>
      findInAttempt(attempt, prediction.attempts[index - 1]),
    ),
    ...items.flatMap((item) => findInEnds(prediction, item)),
    ...prediction.ends.filter(({ item }) => !items.includes(item)).map(({ item }) => `unknown item ${item}`),
  ];
}

function findInAttempt(attempt: Attempt, before: Attempt | undefined): string[] {
  const { number, atMs, earliestAtMs, endsAtMs, items, processed, left, split } = attempt;
  const laws: Record<string, boolean> = {
    'numbers count up': number === (before?.number ?? 0) + 1,
    'times never go back': atMs >= (before?.atMs ?? 0) && earliestAtMs >= (before?.earliestAtMs ?? 0),
    'an attempt ends after it begins': endsAtMs >= atMs && earliestAtMs <= atMs,
    'an attempt has items': items.length > 0 && new Set(items).size === items.length,
    'what is processed was in it': processed.every((item) => items.includes(item)),
    'what is left was in it': left.every((item) => items.includes(item)),
    'a split loses none': split.length === 0 || split.flat().join() === left.join(),
    'a success leaves none':
      attempt.outcome !== 'succeeded' || (left.length === 0 && processed.length === items.length),
    'times are numbers': [atMs, earliestAtMs, endsAtMs].every(Number.isFinite),
  };
  return Object.keys(laws).flatMap((law) => (laws[law] ? [] : [`attempt ${number}: ${law}`]));
}

function findInEnds({ attempts, ends, omittedAttempts }: Prediction, item: string): string[] {
  const own = ends.filter((end) => end.item === item);
  const [end] = own;
  if (!end || own.length > 1) return [`${item}: ${own.length} ends`];
  const tries = attempts.filter(({ items }) => items.includes(item));
  const counted = tries.filter(({ outcome }) => outcome !== 'throttled').length;
  const wasProcessed = tries.some(({ processed }) => processed.includes(item));
  const isComplete = omittedAttempts === 0;
  const laws: Record<string, boolean> = {
    // What a batch that waits for its window holds can expire meanwhile.
    'no attempt begins after the end': end.where === 'expired' || tries.every(({ atMs }) => atMs <= end.atMs),
    'its end counts its attempts': !isComplete || (end.attempts >= counted && end.attempts <= tries.length),
    'processed as its attempts say': isComplete
      ? end.isProcessed === wasProcessed
      : end.isProcessed || !wasProcessed,
    'done only when processed': end.isProcessed || (end.where !== 'done' && end.where !== 'on-success'),
    'lost only when not processed': !end.isProcessed || end.where !== 'lost',
    'its time is a number': Number.isFinite(end.atMs) && end.earliestAtMs <= end.atMs,
  };
  return Object.keys(laws).flatMap((law) => (laws[law] ? [] : [`${item}: ${law}`]));
}
