import type { SQSRecord } from 'aws-lambda';

/** What is known of the handling of one record. */
export interface RecordNote {
  startedAtMs: number;
  /** Undefined while it is being handled. */
  endedAtMs?: number;
  /** Set when its handling threw, to what it threw. */
  thrown?: { value: unknown };
}

/** Wraps what handles one record, so that its duration and its error are known. What it returns or throws stays what it is. */
export type Watch = <Rest extends unknown[], Result>(
  handle: (record: SQSRecord, ...rest: Rest) => Result,
) => (record: SQSRecord, ...rest: Rest) => Result;

/** What the handler let us see of one batch. */
export interface BatchNotes {
  watch: Watch;
  /** By message id; a record handled twice keeps its last note. */
  byMessage: ReadonlyMap<string, RecordNote>;
  /** The handler uses `watch`, so a record without a note was not handled at all. */
  readonly isWatching: boolean;
}

export function takeNotes(nowMs: () => number): BatchNotes {
  const byMessage = new Map<string, RecordNote>();
  let isWatching = false;
  const end = (note: RecordNote, thrown?: { value: unknown }) => {
    note.endedAtMs = nowMs();
    if (thrown) note.thrown = thrown;
  };
  return {
    byMessage,
    get isWatching() {
      return isWatching;
    },
    watch(handle) {
      isWatching = true;
      return (record, ...rest) => {
        const note: RecordNote = { startedAtMs: nowMs() };
        byMessage.set(record.messageId, note);
        try {
          const result = handle(record, ...rest);
          if (!(result instanceof Promise)) {
            end(note);
            return result;
          }
          // Looks on; the caller gets the promise that the handler made.
          result.then(
            () => end(note),
            (value: unknown) => end(note, { value }),
          );
          return result;
        } catch (value) {
          end(note, { value });
          throw value;
        }
      };
    },
  };
}
