import { useRef, useState } from 'react';

import type { Completion } from '#lib/messages/query/types';
import type { WorkbenchActions } from '../workbench/types.ts';

interface Offered {
  completions: readonly Completion[];
  /** Index of the one the arrow keys are at; -1 for none: then Enter and Tab take nothing. */
  active: number;
}

const NOTHING: Offered = { completions: [], active: -1 };

/** What could be written at the cursor. Answers to earlier questions are dropped. */
export function useCompletion(complete: WorkbenchActions['complete']) {
  const [offered, setOffered] = useState(NOTHING);
  const asked = useRef(0);
  return {
    ...offered,
    async ask(text: string, cursor: number) {
      asked.current += 1;
      const question = asked.current;
      const completions = await complete(text, cursor).catch(() => []);
      if (question === asked.current) setOffered({ completions, active: -1 });
    },
    close() {
      asked.current += 1;
      setOffered(NOTHING);
    },
    /** Moves by so many, past the end to the beginning; before the first and after the last none is active. */
    move(by: 1 | -1) {
      setOffered(({ completions, active }) => ({
        completions,
        active: step(active, by, completions.length),
      }));
    },
    point(index: number) {
      setOffered(({ completions }) => ({ completions, active: index }));
    },
  };
}

/** The next of `count` places, with -1 between the last and the first. */
export function step(active: number, by: 1 | -1, count: number): number {
  const next = active + by;
  if (next < -1) return count - 1;
  return next >= count ? -1 : next;
}
