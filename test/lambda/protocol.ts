export interface RuntimeRequest {
  id: number;
  /** As a function URL sends it, version 2.0. */
  event: object;
}

export type RuntimeAnswer = { id: number } & (
  | { type: 'head'; status: number; headers: Record<string, string>; sinceLoadMs: number }
  | { type: 'chunk'; text: string }
  | { type: 'end' }
  | { type: 'failed'; message: string }
);
