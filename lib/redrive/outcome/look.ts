import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { NO_OUTCOME } from '../jobs/job-record.ts';
import { isFinal } from './judge-outcome.ts';
import { createMemory, lookUpCopies } from './look-up-copies.ts';
import type { PageOutcome } from './page-outcome.ts';

/** Copies looked up at one time. */
const LOOKUPS_PER_LOOK = 5000;

/** One look at the pages of a job, in the order of their keys, as far as it goes. */
export interface Look {
  /** Brings a page up to date, if it is its turn. */
  at(page: PageOutcome): Promise<void>;
  /** The pages to be kept, and behind which key the next look should begin; null for at the first one. */
  end(): { changed: PageOutcome[]; goOnAfter: string | null };
}

/** `after`: where the last look ended; pages up to there have had their turn. */
export function createLook(ctx: Context, after: string | null): Look {
  const memory = createMemory();
  const changed: PageOutcome[] = [];
  let left = LOOKUPS_PER_LOOK;
  let lastKey = after;
  let isOver = false;

  return {
    async at(page) {
      for (const target of page.recorded) memory.recorded.add(target);
      if (isOver || page.open.length === 0 || (after !== null && page.key <= after)) return;
      if (page.open.length > left) {
        isOver = true;
        return;
      }
      left -= page.open.length;
      try {
        if (await refresh(ctx, page, memory)) changed.push(page);
        lastKey = page.key;
      } catch (error) {
        // Without the attempts nothing new is known of those that are left.
        if (!(error instanceof DomainError) || error.code !== 'attempts-unavailable') throw error;
        isOver = true;
      }
    },
    end: () => ({ changed, goOnAfter: isOver ? lastKey : null }),
  };
}

/** True when something about the page has changed. */
async function refresh(
  ctx: Context,
  page: PageOutcome,
  memory: ReturnType<typeof createMemory>,
): Promise<boolean> {
  const judged = await lookUpCopies(ctx, page.open, memory);
  const before = JSON.stringify(page.openOutcome);
  page.openOutcome = { ...NO_OUTCOME };
  page.recorded = [...new Set(page.open.map(({ target }) => target))].filter((target) =>
    memory.recorded.has(target),
  );
  const open = [];
  for (const { entry, outcome } of judged) {
    if (isFinal(outcome)) page.final[outcome] += 1;
    else {
      page.openOutcome[outcome] += 1;
      open.push(entry);
    }
  }
  const isChanged = open.length < page.open.length || JSON.stringify(page.openOutcome) !== before;
  page.open = open;
  return isChanged;
}
