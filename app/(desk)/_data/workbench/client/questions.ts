import type { Question, Questions, ToWorker } from '../protocol.ts';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  onProgress: ((share: number) => void) | undefined;
}

/** Questions that the worker has not answered yet. */
export interface OpenQuestions {
  ask<Kind extends keyof Questions>(
    question: Extract<Question, { kind: Kind }>,
    onProgress?: (share: number) => void,
  ): Promise<Questions[Kind]['answer']>;
  answer(id: number, answer: unknown): void;
  refuse(id: number, message: string): void;
  progress(id: number, share: number): void;
  refuseAll(message: string): void;
}

export function createQuestions(post: (message: ToWorker) => void): OpenQuestions {
  const open = new Map<number, Waiting>();
  let asked = 0;

  const take = (id: number) => {
    const waiting = open.get(id);
    open.delete(id);
    return waiting;
  };

  return {
    ask: <Kind extends keyof Questions>(
      question: Extract<Question, { kind: Kind }>,
      onProgress?: (share: number) => void,
    ) => {
      const id = (asked += 1);
      return new Promise<Questions[Kind]['answer']>((resolve, reject) => {
        // Each kind of question has its kind of answer: the worker answers by the same table.
        open.set(id, { resolve, reject, onProgress });
        post({ type: 'ask', id, question });
      });
    },
    answer: (id, answer) => take(id)?.resolve(answer),
    refuse: (id, message) => take(id)?.reject(new Error(message)),
    progress: (id, share) => open.get(id)?.onProgress?.(share),
    refuseAll(message) {
      for (const id of open.keys()) take(id)?.reject(new Error(message));
    },
  };
}
