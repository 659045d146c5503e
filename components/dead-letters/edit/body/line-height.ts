/** Pixels of a line in the editor, for the text and for its numbers. */
export const LINE_HEIGHT = 18;
