import type { Operation } from './operations.ts';

/** Engine to the tables' process, over Node's own channel. Any number may be under way. */
export interface TableRequest {
  /** Comes back with the answer. */
  id: number;
  operation: Operation;
  /** The body of the HTTP request. */
  body: Uint8Array;
}

/** What the HTTP response is to say. */
export interface TableAnswer {
  status: number;
  /** JSON. */
  body: string;
}

/** The tables' process to the engine; `ready` comes once, when the store is open. */
export type TableMessage = { type: 'ready' } | ({ type: 'answer'; id: number } & TableAnswer);
