import { useState } from 'react';

import { receiveText, typeText } from './typed.ts';

/** The text in an input whose owner takes it up late: see {@link receiveText}. */
export function useTyped(text: string, onText: (text: string) => void) {
  const [state, setState] = useState({ typed: text, known: text, pending: [] as readonly string[] });
  if (text !== state.known) setState(receiveText(state, text));
  return {
    typed: state.typed,
    type(next: string) {
      setState((current) => typeText(current, next));
      onText(next);
    },
  };
}
