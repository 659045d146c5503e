import type { WorkbenchRow } from '#components/dead-letters/workbench/types.ts';
import type { LatestAttempt } from '#lib/attempts/types';
import { lazyBody, type ParsedBody } from '#lib/messages/query/lazy-body';
import type { ScannedMessage } from '#lib/messages/types';

/** Bodies are parsed as they come and kept so, up to so many characters in all: a query into bodies must not parse a hundred thousand. */
const MAX_PARSED_CHARACTERS = 64 * 1024 * 1024;
/** A longer one is parsed whenever something is asked of it. */
const MAX_BODY_CHARACTERS = 8 * 1024;

/** Messages with their latest attempts, each in a slot that it keeps until messages are taken away. */
export interface Rows {
  /** By slot. A row is replaced, never changed, so that one that is the same has not changed. */
  readonly list: readonly WorkbenchRow[];
  bodyOf(slot: number): ParsedBody;
  slotOf(messageId: string): number | undefined;
  /** A message that was seen before takes the place of what it was. */
  put(message: ScannedMessage): { slot: number; isNew: boolean };
  /** Slot of the attempt's message; undefined while that has not come. */
  setAttempt(attempt: LatestAttempt): number | undefined;
  /** How many of them were there. Later messages move to lower slots. */
  remove(messageIds: readonly string[]): number;
}

export function createRows(): Rows {
  let list: WorkbenchRow[] = [];
  let slots = new Map<string, number>();
  let bodies: (ParsedBody | undefined)[] = [];
  let parsedCharacters = 0;
  const early = new Map<string, LatestAttempt>();

  const parse = ({ body }: ScannedMessage) => {
    const isKept =
      body.length <= MAX_BODY_CHARACTERS && parsedCharacters + body.length <= MAX_PARSED_CHARACTERS;
    if (!isKept) return undefined;
    parsedCharacters += body.length;
    return { value: lazyBody(body).value };
  };

  const put = (message: ScannedMessage) => {
    const { messageId } = message;
    const known = slots.get(messageId);
    const slot = known ?? list.length;
    const attempt = known === undefined ? early.get(messageId) : list[known]?.attempt;
    list[slot] = { message, attempt };
    bodies[slot] = parse(message);
    if (known === undefined) {
      slots.set(messageId, slot);
      early.delete(messageId);
    }
    return { slot, isNew: known === undefined };
  };

  return {
    get list() {
      return list;
    },
    bodyOf: (slot) => bodies[slot] ?? lazyBody(list[slot]?.message.body ?? ''),
    slotOf: (messageId) => slots.get(messageId),
    put,
    setAttempt(attempt) {
      const slot = slots.get(attempt.messageId);
      const row = slot === undefined ? undefined : list[slot];
      if (slot === undefined || !row) {
        early.set(attempt.messageId, attempt);
        return undefined;
      }
      list[slot] = { message: row.message, attempt };
      return slot;
    },
    remove(messageIds) {
      const gone = new Set(messageIds);
      const left = list.filter(({ message }) => !gone.has(message.messageId));
      const removed = list.length - left.length;
      if (removed === 0) return 0;
      bodies = bodies.filter((_body, slot) => !gone.has(list[slot]?.message.messageId ?? ''));
      list = left;
      slots = new Map(left.map(({ message }, slot) => [message.messageId, slot]));
      return removed;
    },
  };
}
