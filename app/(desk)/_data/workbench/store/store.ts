import type { WorkbenchRow } from '#components/dead-letters/workbench/types.ts';
import { completeQuery } from '#lib/messages/query/complete-query';
import type { Completion, QueryProblem } from '#lib/messages/query/types';
import { createVocabulary } from '#lib/messages/query/vocabulary';
import type { ScanEvent } from '#lib/messages/types';

import type { Look, WorkerView } from '../protocol.ts';
import { createEvaluation, WANTED, type Evaluation } from './evaluation.ts';
import { createGroupable } from './groupable.ts';
import { countGroups } from './groups.ts';
import { createOrder } from './order.ts';
import {
  failProgress,
  followProgress,
  judgeLookup,
  NOT_READ,
  shrinkProgress,
  type Progress,
} from './progress.ts';
import { EVERYTHING, understand } from './query.ts';
import { createRows } from './rows.ts';

export const FIRST_LOOK: Look = { query: '', groupBy: 'cause', group: null, sort: 'newest' };

/** What was read of a dead-letter queue, and what is wanted of it. What it shows changes with `publish` only. */
export interface Store {
  start(): void;
  take(event: ScanEvent): void;
  /** Reading ended before its closing line. */
  fail(error: { code: string; message: string; status: number }): void;
  /** Somebody hung up. */
  stop(): void;
  look(look: Look): void;
  remove(messageIds: readonly string[]): void;
  /** Works off up to `count` rows of what another query or grouping has left to do. True while any is left. */
  step(count: number): boolean;
  readonly isSettled: boolean;
  readonly read: number;
  /** Messages with an attempt. */
  readonly causes: number;
  publish(): WorkerView;
  /** Of the rows as published, `from`..`to`, both included. */
  window(from: number, to: number): WorkbenchRow[];
  /** Index of a message among them, or -1. */
  indexOf(messageId: string): number;
  /** The rows of these messages, as far as they are there; all published ones for null. */
  rowsOf(messageIds: readonly string[] | null): WorkbenchRow[];
  complete(text: string, cursor: number): Completion[];
}

/** Ages in queries count from `nowMs()` when they are asked. */
export function createStore(nowMs: () => number): Store {
  let rows = createRows();
  let order = createOrder(rows);
  let evaluation = createEvaluation(rows);
  let groupable = createGroupable();
  let vocabulary = createVocabulary();
  let progress: Progress = NOT_READ;
  let wanted: Look = FIRST_LOOK;
  let problem: QueryProblem | null = null;
  /** Of the last query that could be understood. */
  let asked = EVERYTHING;
  let causes = 0;
  let revision = 0;
  let published: { slots: readonly number[]; list: readonly WorkbenchRow[] } = { slots: [], list: [] };

  /** The change that another query is; undefined while it cannot be understood. */
  const setQuery = (query: string) => {
    const read = understand(query, nowMs(), asked);
    problem = read.problem;
    if (!read.understood) return undefined;
    asked = read.understood;
    return { matcher: asked.matcher, narrows: read.narrows };
  };

  const putMessage = (event: Extract<ScanEvent, { type: 'message' }>) => {
    const { slot, isNew } = rows.put(event.message);
    evaluation.judge(slot);
    if (isNew) {
      order.add(slot);
      const row = rows.list[slot];
      const body = rows.bodyOf(slot);
      groupable.add(event.message, body);
      if (row) vocabulary.add(row, body);
    } else order.restart(wanted.sort, rows.list.length);
  };

  const rowsAt = (slots: readonly number[]): WorkbenchRow[] =>
    slots.flatMap((slot) => published.list[slot] ?? []);

  return {
    start() {
      rows = createRows();
      order = createOrder(rows);
      evaluation = createEvaluation(rows);
      groupable = createGroupable();
      vocabulary = createVocabulary();
      progress = { ...NOT_READ, state: 'reading' };
      causes = 0;
      order.restart(wanted.sort, 0);
      evaluation.restart({ matcher: asked.matcher, groupBy: wanted.groupBy }, 0);
    },
    take(event) {
      if (event.type === 'message') return putMessage(event);
      if (event.type === 'attempts') {
        for (const attempt of event.latest) {
          const slot = rows.setAttempt(attempt);
          if (slot === undefined) continue;
          evaluation.judge(slot);
          vocabulary.addAttempt(attempt);
        }
        causes += event.latest.length;
        return;
      }
      progress = followProgress(progress, event);
    },
    fail({ code, message, status }) {
      progress = failProgress(progress, message, code, status);
    },
    stop() {
      if (progress.state === 'reading') progress = { ...progress, state: 'done' };
    },
    look(next) {
      const count = rows.list.length;
      const otherQuery = next.query === wanted.query ? undefined : setQuery(next.query);
      const isOtherGrouping = next.groupBy !== wanted.groupBy;
      if (next.sort !== wanted.sort) order.restart(next.sort, count);
      wanted = next;
      if (!otherQuery && !isOtherGrouping) return;
      evaluation.restart({ ...otherQuery, ...(isOtherGrouping && { groupBy: next.groupBy }) }, count);
    },
    remove(messageIds) {
      const removed = rows.remove(messageIds);
      if (removed === 0) return;
      progress = shrinkProgress(progress, removed);
      order.restart(wanted.sort, rows.list.length);
      evaluation.restart({ matcher: asked.matcher, groupBy: wanted.groupBy }, rows.list.length);
    },
    step: (count) => evaluation.step(count),
    get isSettled() {
      return evaluation.isDone;
    },
    get read() {
      return rows.list.length;
    },
    get causes() {
      return causes;
    },
    publish() {
      const { group, groupBy } = wanted;
      const { wanted: matchingQuery, ...grouped } = countGroups(rows.list, evaluation, {
        groupBy,
        chosen: group,
      });
      const slots = chooseSlots(order.slots(), evaluation, group);
      published = { slots, list: rows.list };
      revision += 1;
      return {
        ...progress,
        read: rows.list.length,
        lookup: judgeLookup(progress),
        matching: slots.length,
        matchingQuery,
        problem,
        groupBy,
        ...grouped,
        groupable: groupable.list(),
        revision,
      };
    },
    window: (from, to) => rowsAt(published.slots.slice(Math.max(0, from), to + 1)),
    indexOf: (messageId) =>
      published.slots.findIndex((slot) => published.list[slot]?.message.messageId === messageId),
    rowsOf(messageIds) {
      if (messageIds === null) return rowsAt(published.slots);
      return messageIds.flatMap((messageId) => rows.list[rows.slotOf(messageId) ?? -1] ?? []);
    },
    complete: (text, cursor) => completeQuery(text, cursor, vocabulary.read()),
  };
}

/** In the given order, the rows that the query wants, of one group or of all. */
function chooseSlots(
  slots: readonly number[],
  { verdicts, groups, groupKeys }: Evaluation,
  group: string | null,
): readonly number[] {
  const number = group === null ? null : groupKeys.indexOf(group);
  const chosen: number[] = [];
  for (const slot of slots)
    if (verdicts[slot] === WANTED && (number === null || groups[slot] === number)) chosen.push(slot);
  return chosen;
}
