import type { Attempt } from '../../types.ts';

/** The deliveries of a message between two redrives: SQS gives it an id and a receive count of its own in each generation. */
export interface Life {
  /** Null where nothing tells it. */
  messageId: string | null;
  generation: number;
  /** Deliveries before it, over all earlier generations. */
  receivesBefore: number;
  /** Deliveries of it that are known to have been made. */
  receives: number;
}

/** Where a delivery stands. */
interface Place {
  messageId: string | null;
  generation: number;
  receiveCount: number;
}

/** The generations that are known: those with a record, the present one, and the first, whose id is the root. In order. */
export function knownLives(rootId: string, recorded: readonly Attempt[], present: Life): Life[] {
  const lives = new Map<string, Life>();
  const add = (life: Life) => {
    const key = `${life.receivesBefore} ${life.generation} ${life.messageId}`;
    const known = lives.get(key);
    lives.set(key, { ...life, receives: Math.max(life.receives, known?.receives ?? 0) });
  };
  add({ messageId: rootId, generation: 0, receivesBefore: 0, receives: 0 });
  add(present);
  for (const { messageId, generation, attempt, receiveCount } of recorded) {
    add({ messageId, generation, receivesBefore: attempt - receiveCount, receives: receiveCount });
  }
  return [...lives.values()].toSorted(
    (a, b) => a.receivesBefore - b.receivesBefore || a.generation - b.generation,
  );
}

/**
 * Where attempt `number` (from 1) stands among `lives`. A generation that was redriven had `maxReceiveCount` deliveries; what lies
 * beyond them and before the next known generation belongs to one of which nothing is known but its number.
 */
export function placeAttempt(number: number, lives: readonly Life[], maxReceiveCount: number | null): Place {
  const index = lives.findLastIndex(({ receivesBefore }) => receivesBefore < number);
  const life = lives[index] ?? { messageId: null, generation: 0, receivesBefore: 0, receives: 0 };
  const receiveCount = number - life.receivesBefore;
  const own = { messageId: life.messageId, generation: life.generation, receiveCount };
  const unknown = (lives[index + 1]?.generation ?? 0) - life.generation - 1;
  if (unknown <= 0 || maxReceiveCount === null) return own;
  const beyond = receiveCount - Math.max(life.receives, maxReceiveCount);
  if (beyond <= 0) return own;
  const skipped = Math.min(Math.floor((beyond - 1) / maxReceiveCount), unknown - 1);
  return {
    messageId: null,
    generation: life.generation + 1 + skipped,
    receiveCount: beyond - skipped * maxReceiveCount,
  };
}
