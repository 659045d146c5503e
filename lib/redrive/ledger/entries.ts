import { STATE_KEYS } from '#lib/state/keys';
import type { StateItem } from '#lib/state/read-index-page';
import { expiryOf, ledgerKey } from '../jobs/keys.ts';

/** A copy that SQS or Lambda has confirmed. */
export interface SentEntry {
  messageId: string;
  newMessageId: string;
  /** Name of the queue or function. */
  target: string;
  atMs: number;
}

/** A message that was taken up and stays where it is. */
export interface UnmovedEntry {
  messageId: string;
  list: 'skipped' | 'failed';
  code: string;
  message: string;
  atMs: number;
}

/** A message that may exist twice, and why. */
export interface DoubtEntry {
  messageId: string;
  code: string;
  message: string;
  atMs: number;
}

/**
 * What a job's ledger holds, by kind. For each message in this order: `intent` before it is sent; then `sent` when the copy is confirmed,
 * `unmoved`, or `withdrawn` when nothing was sent after all; `done` when the original is deleted. `doubt` and `settled` open and close
 * "may be doubled".
 */
export interface LedgerEntries {
  intent: string;
  withdrawn: string;
  sent: SentEntry;
  done: string;
  unmoved: UnmovedEntry;
  doubt: DoubtEntry;
  settled: string;
}

export type LedgerKind = keyof LedgerEntries;

/** Of one item; below DynamoDB's 400 kB, with the longest ids and texts. */
export const ENTRIES_PER_ITEM: Readonly<Record<LedgerKind, number>> = {
  intent: 500,
  withdrawn: 500,
  sent: 500,
  done: 500,
  unmoved: 200,
  doubt: 200,
  settled: 500,
};

const MAX_TEXT_CHARACTERS = 500;

/** What AWS says against a message, as much of it as is kept. */
export function brief(text: string): string {
  return text.length > MAX_TEXT_CHARACTERS ? `${text.slice(0, MAX_TEXT_CHARACTERS - 1)}…` : text;
}

const RUN_DIGITS = 6;
const SEQUENCE_DIGITS = 9;

/** Beginning of the sort keys of a kind; of `sent`, also of one stage. */
export function ledgerPrefix(kind: LedgerKind, stage?: number): string {
  return stage === undefined ? `${kind}#` : `${kind}#${String(stage).padStart(2, '0')}#`;
}

/**
 * One item with up to {@link ENTRIES_PER_ITEM} entries of its kind. They are kept as JSON text: for the table they are one attribute, which costs
 * client and server a fraction of what a list of maps does.
 */
export function toLedgerItem<Kind extends LedgerKind>(
  at: { jobId: string; run: number; sequence: number; stage: number; atMs: number },
  kind: Kind,
  entries: readonly LedgerEntries[Kind][],
): StateItem {
  const stage = kind === 'sent' ? at.stage : undefined;
  const run = String(at.run).padStart(RUN_DIGITS, '0');
  const sequence = String(at.sequence).padStart(SEQUENCE_DIGITS, '0');
  return {
    [STATE_KEYS.partition]: ledgerKey(at.jobId),
    [STATE_KEYS.sort]: `${ledgerPrefix(kind, stage)}${run}#${sequence}`,
    entries: JSON.stringify(entries),
    atMs: at.atMs,
    [STATE_KEYS.expiry]: expiryOf(at.atMs),
  };
}

/** The entries of an item of this kind. */
export function fromLedgerItem<Kind extends LedgerKind>(_kind: Kind, item: StateItem): LedgerEntries[Kind][] {
  const { entries } = item;
  return typeof entries === 'string' ? (JSON.parse(entries) as LedgerEntries[Kind][]) : [];
}
