import type { Message } from '@aws-sdk/client-sqs';
import { receiveCount } from '#test/factories/message';

export type Place = 'source' | 'deadLetters';

/** What a client can know of one message, by its body: a redrive gives it a new id, and never another body. */
export interface Tracked {
  body: string;
  group: string | undefined;
  /** Undefined after a redrive, until it is seen. */
  id: string | undefined;
  live: 'yes' | 'maybe' | 'no';
  /** Undefined: one of the two. */
  place: Place | undefined;
  receives: number;
  /** Nobody may see it before. */
  hiddenUntilMs: number;
  /** Its retention ends within this time. */
  expires: { fromMs: number; byMs: number };
  /** A move task may have made a new message of it since it was last seen. */
  mayBeNew: boolean;
  /** When it entered the place where it is, to be compared within its group; undefined when that cannot be told. */
  order: number | undefined;
  handle: string | undefined;
}

export interface Model {
  tracked: ReadonlyMap<string, Tracked>;
  sent(
    body: string,
    id: string,
    options: { group: string | undefined; delayMs: number; nowMs: number },
  ): void;
  /** Notes an answered receive of up to `max` messages; returns the laws it broke. */
  received(
    place: Place,
    messages: readonly Message[],
    options: { max: number; hiddenMs: number; nowMs: number },
  ): string[];
  deleted(message: Tracked): void;
  purged(place: Place): void;
  /** A move task has run between two times, to its end or until it was cancelled. */
  redriven(options: { completed: boolean; fromMs: number; byMs: number }): void;
  /** How many messages there must be, and may be. */
  bounds(nowMs: number): { atLeast: number; atMost: number };
}

/**
 * A pair of queues as its clients see it: it knows what was answered, and by which rules a message may be where. Written from
 * the documentation, and blind to how an engine orders what it may order as it likes.
 */
export function createModel(options: { fifo: boolean; maxReceiveCount: number; retentionMs: number }): Model {
  const { fifo, maxReceiveCount, retentionMs } = options;
  const tracked = new Map<string, Tracked>();
  let entries = 0;

  const age = (nowMs: number) => {
    for (const message of tracked.values()) {
      if (message.live === 'no' || nowMs < message.expires.fromMs) continue;
      message.live = nowMs >= message.expires.byMs ? 'no' : 'maybe';
    }
  };

  /** At the source, the next receive that comes to it moves it. */
  const isExhausted = ({ receives, hiddenUntilMs }: Tracked, nowMs: number) =>
    receives >= maxReceiveCount && nowMs >= hiddenUntilMs;

  /** What is wrong with `message` being given at `place`; notes that it was. */
  const see = (given: Message, place: Place, nowMs: number, hiddenMs: number): string[] => {
    const message = tracked.get(given.Body ?? '');
    if (!message) return [`${given.Body} came from nowhere`];
    const broken: string[] = [];
    const law = (holds: boolean, text: string) => {
      if (!holds) broken.push(`${message.body} ${text}`);
    };
    law(message.live !== 'no', 'came back though it is gone');
    const count = receiveCount(given);
    const isNew = message.mayBeNew && given.MessageId !== message.id;
    if (isNew) {
      law(place === 'source', 'was redriven and is a dead letter without having been received');
      law(count === 1, `was redriven and counts ${count}`);
    } else {
      law(given.MessageId === message.id, `has the id ${given.MessageId} and not ${message.id}`);
      law(count === message.receives + 1, `counts ${count} after ${message.receives}`);
      law(nowMs >= message.hiddenUntilMs, 'was seen while it was hidden');
      law(
        message.place === undefined || message.place === place || place === 'deadLetters',
        'went back by itself',
      );
      if (place === 'deadLetters')
        law(message.receives >= maxReceiveCount, `is dead after ${message.receives} receives`);
    }
    if (place === 'source') law(count <= maxReceiveCount, `was given for the ${count}th time`);
    Object.assign(message, {
      id: given.MessageId,
      live: 'yes',
      place,
      receives: count,
      hiddenUntilMs: nowMs + hiddenMs,
      mayBeNew: false,
      handle: given.ReceiptHandle,
    });
    return broken;
  };

  /** FIFO: nothing of a group goes out while an older one of it is held or left behind. */
  const findOvertakers = (
    place: Place,
    before: readonly Tracked[],
    messages: readonly Message[],
    nowMs: number,
  ): string[] => {
    const broken: string[] = [];
    const given = new Set<string>();
    for (const { Body = '' } of messages) {
      const message = tracked.get(Body);
      for (const older of before) {
        if (older.group !== message?.group || given.has(older.body) || older.body === Body) continue;
        if (message?.order === undefined || older.order === undefined || older.order > message.order)
          continue;
        const isThere = older.live === 'yes' && older.place === place && !older.mayBeNew;
        const leaves = place === 'source' && isExhausted(older, nowMs);
        if (isThere && !leaves) broken.push(`${Body} overtook ${older.body}`);
      }
      given.add(Body);
    }
    return broken;
  };

  /** An answer with room left must have taken all there was to take. */
  const findForgotten = (
    place: Place,
    before: readonly Tracked[],
    given: ReadonlySet<string>,
    nowMs: number,
  ) => {
    const isFree = (message: Tracked) =>
      message.live === 'yes' &&
      message.place === place &&
      !message.mayBeNew &&
      nowMs >= message.hiddenUntilMs &&
      (place === 'deadLetters' || message.receives < maxReceiveCount);
    const ofGroup = (group: string | undefined) =>
      before.filter(
        (message) => message.group === group && message.live !== 'no' && message.place !== other(place),
      );
    const forgotten = fifo
      ? before.filter((message) => isFree(message) && ofGroup(message.group).every(isFree))
      : before.filter(isFree);
    return forgotten.filter(({ body }) => !given.has(body)).map(({ body }) => `${body} was not given`);
  };

  /** Receiving from the source is what moves exhausted messages; which ones, a full answer does not tell. */
  const moveExhausted = (wasFull: boolean, nowMs: number) => {
    for (const message of tracked.values()) {
      if (message.live === 'no' || message.place === 'deadLetters') continue;
      if (!isExhausted(message, nowMs)) continue;
      message.place = wasFull || fifo || message.mayBeNew ? undefined : 'deadLetters';
      message.order = undefined;
    }
  };

  return {
    tracked,
    sent(body, id, { group, delayMs, nowMs }) {
      tracked.set(body, {
        body,
        group,
        id,
        live: 'yes',
        place: 'source',
        receives: 0,
        hiddenUntilMs: nowMs + delayMs,
        expires: { fromMs: nowMs + retentionMs, byMs: nowMs + retentionMs },
        mayBeNew: false,
        order: (entries += 1),
        handle: undefined,
      });
    },
    received(place, messages, { max, hiddenMs, nowMs }) {
      age(nowMs);
      const before = [...tracked.values()].map((message) => ({ ...message }));
      const given = new Set(messages.map(({ Body = '' }) => Body));
      const broken = fifo ? findOvertakers(place, before, messages, nowMs) : [];
      if (given.size < messages.length) broken.push('one answer holds a message twice');
      if (messages.length < max) broken.push(...findForgotten(place, before, given, nowMs));
      // Before what is given now counts: a message that has become exhausted by this very receive is not moved by it.
      if (place === 'source') moveExhausted(messages.length === max, nowMs);
      for (const message of messages) broken.push(...see(message, place, nowMs, hiddenMs));
      return broken;
    },
    deleted: (message) => void (message.live = 'no'),
    purged(place) {
      for (const message of tracked.values()) {
        if (message.place === place && !message.mayBeNew) message.live = 'no';
        else if (message.place !== other(place) && message.live === 'yes') message.live = 'maybe';
      }
    },
    redriven({ completed, fromMs, byMs }) {
      age(byMs);
      for (const message of tracked.values()) {
        if (message.live === 'no' || message.place === 'source') continue;
        const isMoved = completed && message.place === 'deadLetters' && message.live === 'yes';
        message.place = completed ? 'source' : undefined;
        message.mayBeNew = true;
        message.order = undefined;
        message.expires = {
          fromMs: isMoved ? fromMs + retentionMs : Math.min(message.expires.fromMs, fromMs + retentionMs),
          byMs: byMs + retentionMs,
        };
        if (isMoved) Object.assign(message, { id: undefined, hiddenUntilMs: 0, receives: 0 });
      }
    },
    bounds(nowMs) {
      age(nowMs);
      const all = [...tracked.values()];
      return {
        atLeast: all.filter(({ live }) => live === 'yes').length,
        atMost: all.filter(({ live }) => live !== 'no').length,
      };
    },
  };
}

function other(place: Place): Place {
  return place === 'source' ? 'deadLetters' : 'source';
}
