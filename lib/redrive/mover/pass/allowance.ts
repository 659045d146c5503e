/** How many messages may still be taken up. */
export interface Allowance {
  /** Takes up to `count` and says how many. */
  take(count: number): number;
  /** What was taken and not used. */
  giveBack(count: number): void;
  isUsedUp(): boolean;
  taken(): number;
}

export function createAllowance(max: number): Allowance {
  let taken = 0;
  return {
    take(count) {
      const granted = Math.max(0, Math.min(count, max - taken));
      taken += granted;
      return granted;
    },
    giveBack: (count) => void (taken -= count),
    isUsedUp: () => taken >= max,
    taken: () => taken,
  };
}
