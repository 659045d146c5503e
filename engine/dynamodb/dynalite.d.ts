// dynalite has no types of its own. Only what the engine calls is declared.

declare module 'dynalite/db/index.js' {
  export interface StoreOptions {
    /** Directory of the LevelDB store; absent: in memory. */
    path?: string;
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }

  export interface ValueIterator {
    close(): Promise<void>;
    return?: () => Promise<void>;
  }

  export interface Store {
    db: {
      open(): Promise<void>;
      close(): Promise<void>;
      values(options: object): ValueIterator;
      keys(options: object): ValueIterator;
    };
  }

  const db: { create(options: StoreOptions): Store };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  import type { Store } from 'dynalite/db/index.js';

  const validations: {
    checkTypes(input: unknown, types: object): object;
    checkValidations(input: object, types: object, custom: unknown, store: Store): void;
  };
  export default validations;
}
