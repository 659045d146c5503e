/** Height of one visibility timeout on the rail. */
export const TIMEOUT_PX = 36;
/** Room for the gap's own line of text. */
export const SHORTEST_PX = 28;
export const LONGEST_PX = 108;

/** Deliveries come a little before or after the timeout ends: clocks differ, consumers poll, batches wait. */
const EARLY = 0.9;
const LATE = 2;
const SLACK_SECONDS = 5;

/** The time between the starts of two attempts, drawn to the scale of the visibility timeout. */
export interface Gap {
  seconds: number;
  /** Visibility timeouts that had to pass: more than one where deliveries in between have no record. */
  timeouts: number;
  /** Of the rail: while the message was hidden, and after. Together from SHORTEST_PX to LONGEST_PX. */
  hiddenPx: number;
  waitingPx: number;
  /** Longer than what is drawn. */
  cut: boolean;
  /** Against the visibility timeout; null where that is not known or zero. */
  pace: 'early' | 'in-time' | 'late' | null;
}

/** `seconds` of at least 0; `timeouts` of at least 1. */
export function measureGap(seconds: number, timeouts: number, visibilityTimeoutSeconds: number | null): Gap {
  if (!visibilityTimeoutSeconds) {
    return { seconds, timeouts, hiddenPx: 0, waitingPx: SHORTEST_PX, cut: false, pace: null };
  }
  const naturalPx = (seconds / visibilityTimeoutSeconds) * TIMEOUT_PX;
  const heightPx = Math.round(Math.min(LONGEST_PX, Math.max(SHORTEST_PX, naturalPx)));
  const expected = timeouts * visibilityTimeoutSeconds;
  // On what is too short to draw the whole stands for the hidden part.
  const hiddenPx =
    naturalPx <= heightPx && seconds <= expected ? heightPx : Math.min(heightPx, timeouts * TIMEOUT_PX);
  return {
    seconds,
    timeouts,
    hiddenPx,
    waitingPx: heightPx - hiddenPx,
    cut: naturalPx > LONGEST_PX,
    pace: judgePace(seconds, expected),
  };
}

function judgePace(seconds: number, expected: number): 'early' | 'in-time' | 'late' {
  if (seconds < expected * EARLY - 1) return 'early';
  return seconds > expected * LATE + SLACK_SECONDS ? 'late' : 'in-time';
}
