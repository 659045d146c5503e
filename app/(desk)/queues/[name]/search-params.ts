import { parseAsBoolean, parseAsNumberLiteral, parseAsString } from 'nuqs';

/** Windows of the numbers and charts, in minutes. */
export const WINDOWS = [
  [15, '15 min'],
  [60, '1 h'],
  [180, '3 h'],
  [1440, '24 h'],
] as const;

export type WindowMinutes = (typeof WINDOWS)[number][0];

/** Each window within a sentence. */
export const WINDOW_WORDS: Record<WindowMinutes, string> = {
  15: 'last 15 minutes',
  60: 'last hour',
  180: 'last 3 hours',
  1440: 'last 24 hours',
};

export const queueSearchParams = {
  minutes: parseAsNumberLiteral(WINDOWS.map(([minutes]) => minutes)).withDefault(60),
  /** The send panel is open. */
  send: parseAsBoolean.withDefault(false),
  /** Id of the retried message whose attempts are shown. */
  message: parseAsString,
};
