/** How a batch ended for Lambda. */
export type BatchEnd =
  /** The handler returned. */
  | { kind: 'returned'; response: unknown }
  /** The handler threw: every message returns to the queue. */
  | { kind: 'threw'; value: unknown }
  /** Lambda is about to kill the function: every message returns to the queue. */
  | { kind: 'timed-out'; timeoutSeconds: number };

/** Which messages return to the queue. */
export type BatchVerdict =
  | { kind: 'by-message'; failedIds: ReadonlySet<string> }
  /** All of them; `reason` is what to show as their error. */
  | { kind: 'whole-batch'; reason: unknown };

/** An answer that Lambda takes as the failure of the whole batch. */
class InvalidBatchResponse extends Error {
  override readonly name = 'InvalidBatchResponse';
}

/** A function that ran until Lambda ended it. */
class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/**
 * Judges as Lambda does a function with ReportBatchItemFailures: nothing, `{}` and an empty or null list mean success; ids of the batch
 * fail alone; an answer that names anything else fails the whole batch (AWS: "Implementing partial batch responses").
 */
export function judgeBatch(end: BatchEnd, messageIds: ReadonlySet<string>): BatchVerdict {
  switch (end.kind) {
    case 'threw':
      return { kind: 'whole-batch', reason: end.value };
    case 'timed-out':
      return { kind: 'whole-batch', reason: withoutStack(new TimedOut(timeOutText(end.timeoutSeconds))) };
    case 'returned':
      return judgeResponse(end.response, messageIds);
    default:
      return end satisfies never;
  }
}

function judgeResponse(response: unknown, messageIds: ReadonlySet<string>): BatchVerdict {
  if (response === undefined || response === null) return { kind: 'by-message', failedIds: new Set() };
  if (typeof response !== 'object' || Array.isArray(response)) {
    return invalid('The function answered with something that is no batch response.');
  }
  const { batchItemFailures: failures = null } = response as { batchItemFailures?: unknown };
  if (failures === null) return { kind: 'by-message', failedIds: new Set() };
  if (!Array.isArray(failures)) return invalid('batchItemFailures of the answer is not a list.');
  const failedIds = new Set<string>();
  for (const failure of failures as unknown[]) {
    const id = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== 'string' || !messageIds.has(id)) {
      return invalid('batchItemFailures of the answer has an entry that names no message of the batch.');
    }
    failedIds.add(id);
  }
  return { kind: 'by-message', failedIds };
}

function invalid(text: string): BatchVerdict {
  return { kind: 'whole-batch', reason: withoutStack(new InvalidBatchResponse(text)) };
}

function timeOutText(timeoutSeconds: number): string {
  return `The function did not finish within its timeout of ${timeoutSeconds} s.`;
}

/** These are made here: a stack would tell of this file and of nothing that the reader can mend. */
function withoutStack(error: Error): Error {
  error.stack = '';
  return error;
}
