/** Bounds the memory of what is received and not dealt with yet. */
export interface Room {
  /** Resolves when there is room for what one more receive may bring. */
  enter(): Promise<Place>;
}

export interface Place {
  /** What the receive has brought. */
  fill(bytes: number): void;
  leave(): void;
}

/** Of a receive before the first one has come back: ten messages of 256 kB. */
const FIRST_GUESS_BYTES = 2_621_440;
/** How much of a guess is the last receive, the rest what was guessed before. */
const LEARNING = 0.25;

/** The first receive always has room, however large it is. */
export function createRoom(capacityBytes: number): Room {
  let usedBytes = 0;
  let guessBytes = FIRST_GUESS_BYTES;
  const waiting: ((guessBytes: number) => void)[] = [];

  const hasRoom = () => usedBytes === 0 || usedBytes + guessBytes <= capacityBytes;
  const admit = () => {
    while (waiting.length > 0 && hasRoom()) {
      usedBytes += guessBytes;
      waiting.shift()?.(guessBytes);
    }
  };

  return {
    async enter() {
      const admitted = new Promise<number>((resolve) => waiting.push(resolve));
      admit();
      let heldBytes = await admitted;
      return {
        fill(bytes) {
          usedBytes += bytes - heldBytes;
          heldBytes = bytes;
          if (bytes > 0)
            guessBytes += (bytes - guessBytes) * (guessBytes === FIRST_GUESS_BYTES ? 1 : LEARNING);
          admit();
        },
        leave() {
          usedBytes -= heldBytes;
          heldBytes = 0;
          admit();
        },
      };
    },
  };
}
