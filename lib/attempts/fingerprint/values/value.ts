/**
 * Stands for whatever differs between two failures of one cause. There is one for all kinds: an id of hexadecimal digits may happen to
 * be a number, and a host an address.
 */
export const VALUE = '<*>';

/** {@link VALUE} in a pattern. */
export const VALUE_PATTERN = String.raw`<\*>`;

/** One character of a word, in a pattern with the `u` flag. */
export const WORD_CHARACTER = String.raw`[\p{L}\p{M}\p{N}_$]`;
