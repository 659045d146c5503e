/** Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * `text` with the invisible characters that turn the direction of writing around as JSON would escape them, `\u202e`: otherwise a name that ends in
 * `.exe` may seem to end in `.pdf`.
 */
export function showControls(text: string): string {
  return text.replaceAll(
    BIDI_CONTROLS,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
