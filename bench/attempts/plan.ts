/** How much is measured. */
export interface Plan {
  command: string;
  batches: BatchPlan;
  page: PagePlan;
}

export interface BatchPlan {
  rounds: number;
  /** Batches of ten in a round, of each kind of handler. */
  succeeding: number;
  failing: number;
}

export interface PagePlan {
  /** In the state table when the page is opened, all of one queue and of the last 24 hours. */
  attempts: number;
  deadLetters: number;
  /** How often the page is opened; the first time after a start of the engine. */
  openings: number;
}

/** Three attempts of each message. */
export const ATTEMPTS_PER_MESSAGE = 3;

/** A few minutes, most of which fill the table. */
export const FULL: Plan = {
  command: 'npm run bench -- attempts',
  batches: { rounds: 21, succeeding: 4_000, failing: 100 },
  page: { attempts: 100_000, deadLetters: 1_000, openings: 11 },
};

/** Whether the bench works. */
export const QUICK: Plan = {
  command: 'npm run bench -- attempts --quick',
  batches: { rounds: 3, succeeding: 500, failing: 20 },
  page: { attempts: 3_000, deadLetters: 200, openings: 3 },
};
