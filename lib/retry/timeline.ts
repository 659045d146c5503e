import { PREDICTION_LIMITS } from './limits.ts';
import type { Attempt, End, Prediction } from './types.ts';

/** What every attempt says; the rest is plain for most. */
export type AttemptNote = Pick<Attempt, 'atMs' | 'endsAtMs' | 'items' | 'outcome'> & Partial<Attempt>;
export type EndNote = Pick<End, 'item' | 'where' | 'atMs' | 'attempts' | 'isProcessed'> & Partial<End>;

/** Collects the attempts and ends of one prediction, in the order in which they happen. */
export interface Timeline {
  /** Lists the attempt while there is room, and counts it otherwise. */
  tried(note: AttemptNote): void;
  /** `count` more attempts like the last one. */
  omitted(count: number): void;
  ended(note: EndNote): void;
  /** Nothing more is listed: a model may leap over attempts that are all alike. */
  isFull(): boolean;
  prediction(): Prediction;
}

export function createTimeline(): Timeline {
  const attempts: Attempt[] = [];
  const ends: End[] = [];
  let omittedAttempts = 0;
  const isFull = () => attempts.length >= PREDICTION_LIMITS.listedAttempts;
  return {
    tried(note) {
      if (isFull()) {
        omittedAttempts += 1;
        return;
      }
      attempts.push({
        number: attempts.length + 1,
        earliestAtMs: note.atMs,
        error: null,
        processed: note.outcome === 'succeeded' ? note.items : [],
        left: note.outcome === 'succeeded' ? [] : note.items,
        split: [],
        ...note,
      });
    },
    omitted: (count) => (omittedAttempts += count),
    ended: (note) => ends.push({ earliestAtMs: note.atMs, condition: null, deliveredTo: [], ...note }),
    isFull,
    prediction: () => ({ attempts, omittedAttempts, ends }),
  };
}
