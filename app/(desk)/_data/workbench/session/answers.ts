import type { Question, Questions } from '../protocol.ts';
import type { Store } from '../store/store.ts';
import { exportRows } from './export-rows.ts';
import type { Thread } from './session.ts';

/** Answers questions about the rows as they were published. */
export function createAnswers(thread: Thread, store: Store, queue: () => string) {
  const find = async (id: number, question: Question): Promise<Questions[Question['kind']]['answer']> => {
    if (question.kind === 'index') return store.indexOf(question.asked);
    if (question.kind === 'complete') return store.complete(question.asked.text, question.asked.cursor);
    if (question.kind === 'ids') {
      const { from, to } = question.asked ?? { from: 0, to: Infinity };
      return store
        .window(from, to)
        .map(({ message }) => message.messageId)
        .join('\n');
    }
    return exportRows({
      rows: store.rowsOf(question.asked.messageIds),
      format: question.asked.format,
      queue: queue(),
      onProgress: (share) => thread.post({ type: 'progress', id, share }),
      nextTurn: thread.nextTurn,
    });
  };

  return async (id: number, question: Question): Promise<void> => {
    try {
      thread.post({ type: 'answer', id, answer: await find(id, question) });
    } catch (error) {
      thread.post({ type: 'refusal', id, message: error instanceof Error ? error.message : String(error) });
    }
  };
}
