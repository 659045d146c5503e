import { Fault } from '../../core/fault.ts';
import { queryCode } from '../../server/error-table.ts';
import { LIMITS } from '../limits.ts';

export interface BatchEntry {
  Id: string;
}

export interface FailedEntry {
  Id: string;
  SenderFault: boolean;
  Code: string;
  Message: string;
}

export interface BatchAnswer<Success> {
  /** Both members are absent when empty. */
  Successful?: Success[];
  Failed?: FailedEntry[];
}

const ID = /^[\w-]+$/;

/**
 * Refuses a whole batch that is empty, too long, or whose ids are unfit or repeated. `entryType` is the model's name of an
 * entry.
 * @throws {Fault} EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct
 */
export function checkBatch(entries: readonly BatchEntry[], entryType: string): void {
  if (entries.length === 0) {
    throw new Fault('EmptyBatchRequest', `There should be at least one ${entryType} in the request.`);
  }
  if (entries.length > LIMITS.batchEntries) {
    throw new Fault(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${LIMITS.batchEntries}. You have sent ${entries.length}.`,
    );
  }
  for (const { Id } of entries) {
    if (!ID.test(Id) || Id.length > LIMITS.batchEntryIdLength) {
      throw new Fault(
        'InvalidBatchEntryId',
        `A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most ${LIMITS.batchEntryIdLength} letters long.`,
      );
    }
  }
  const seen = new Set<string>();
  for (const { Id } of entries) {
    if (seen.has(Id)) throw new Fault('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    seen.add(Id);
  }
}

/** Does `work` for every entry on its own: a Fault fails that entry, not the others. */
export function forEachEntry<Entry extends BatchEntry, Success>(
  entries: readonly Entry[],
  work: (entry: Entry) => Success,
): BatchAnswer<Success> {
  const successful: Success[] = [];
  const failed: FailedEntry[] = [];
  for (const entry of entries) {
    try {
      successful.push(work(entry));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      failed.push({
        Id: entry.Id,
        SenderFault: true,
        Code: queryCode(error.fact),
        Message: error.message,
      });
    }
  }
  return {
    ...(successful.length > 0 && { Successful: successful }),
    ...(failed.length > 0 && { Failed: failed }),
  };
}
