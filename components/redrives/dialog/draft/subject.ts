import type { EditRules, Selection, StoredFile } from '#lib/redrive/types';

/** What the dialog is about: messages of a dead-letter queue, or those of a file. */
export type RedriveSubject =
  | {
      source: string;
      file: null;
      selection: Selection;
      /** Of one message, from the editor; null for messages as they are. */
      edit: EditRules | null;
    }
  | { source: null; file: StoredFile; selection: null; edit: null };

/** AWS's own move task takes everything as it is, or nothing. */
export function suitsMoveTask({ selection, edit }: RedriveSubject): boolean {
  return selection !== null && 'all' in selection && edit === null;
}
