/** A text that is shown at once and taken up by its owner later. */
export interface Typed {
  /** In the input. */
  typed: string;
  /** As the owner had it last. */
  known: string;
  /** Handed on since, the oldest first: these may come back. */
  pending: readonly string[];
}

const MAX_PENDING = 200;

export function typeText(state: Typed, typed: string): Typed {
  return { ...state, typed, pending: [...state.pending, typed].slice(-MAX_PENDING) };
}

/**
 * The owner has another text. What was typed here is not overwritten by its own echo; a text that was not typed here (a link, "back", a
 * cleared query) replaces it.
 */
export function receiveText(state: Typed, text: string): Typed {
  const echo = state.pending.lastIndexOf(text);
  if (echo === -1) return { typed: text, known: text, pending: [] };
  return { ...state, known: text, pending: state.pending.slice(echo + 1) };
}
