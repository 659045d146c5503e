import { createHash } from 'node:crypto';

/** A set of message ids that takes about 30 bytes for each, so that millions fit beside the mover. */
export interface IdSet {
  /** True when `id` was not in it. */
  add(id: string): boolean;
  has(id: string): boolean;
  readonly size: number;
}

const WORDS = 4;
const INITIAL_SLOTS = 1024;
const MAX_LOAD = 0.6;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Open addressing over 128-bit keys: a UUID is its own key, any other id is hashed to one. */
export function createIdSet(): IdSet {
  let slots = INITIAL_SLOTS;
  let words = new Uint32Array(slots * WORDS);
  let size = 0;
  const key = new Uint32Array(WORDS);

  /** Index of the key's slot in `table`, or of the free one where it belongs. */
  const find = (table: Uint32Array, count: number, from: Uint32Array, at: number): number => {
    let slot = mix(from, at) & (count - 1);
    for (;;) {
      const base = slot * WORDS;
      if (isFree(table, base)) return base;
      if (
        table[base] === from[at] &&
        table[base + 1] === from[at + 1] &&
        table[base + 2] === from[at + 2] &&
        table[base + 3] === from[at + 3]
      ) {
        return base;
      }
      slot = (slot + 1) & (count - 1);
    }
  };

  const grow = () => {
    const larger = new Uint32Array(words.length * 2);
    for (let base = 0; base < words.length; base += WORDS) {
      if (isFree(words, base)) continue;
      larger.set(words.subarray(base, base + WORDS), find(larger, slots * 2, words, base));
    }
    words = larger;
    slots *= 2;
  };

  return {
    add(id) {
      writeKey(id, key);
      const base = find(words, slots, key, 0);
      if (!isFree(words, base)) return false;
      words.set(key, base);
      size += 1;
      if (size > slots * MAX_LOAD) grow();
      return true;
    },
    has(id) {
      writeKey(id, key);
      return !isFree(words, find(words, slots, key, 0));
    },
    get size() {
      return size;
    },
  };
}

/** All four words count: ids of one machine may differ in their first digits only. */
function mix(words: Uint32Array, at: number): number {
  let hash = 0;
  for (let word = 0; word < WORDS; word += 1) {
    hash = Math.imul(hash ^ (words[at + word] ?? 0), 0x9e_37_79_b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function isFree(words: Uint32Array, base: number): boolean {
  return words[base] === 0 && words[base + 1] === 0 && words[base + 2] === 0 && words[base + 3] === 0;
}

function writeKey(id: string, key: Uint32Array): void {
  if (UUID.test(id)) {
    key[0] = Number.parseInt(id.slice(0, 8), 16);
    key[1] = Number.parseInt(id.slice(9, 13) + id.slice(14, 18), 16);
    key[2] = Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16);
    key[3] = Number.parseInt(id.slice(28), 16);
  } else {
    const hash = createHash('sha256').update(id).digest();
    for (let word = 0; word < WORDS; word += 1) key[word] = hash.readUInt32LE(word * 4);
  }
  // All zeros marks a free slot.
  if (isFree(key, 0)) key[0] = 1;
}
