import { parseAsBoolean, parseAsNumberLiteral } from 'nuqs';

/** Windows of the numbers and charts, in minutes. */
export const WINDOWS = [
  [15, '15 min'],
  [60, '1 h'],
  [180, '3 h'],
  [1440, '24 h'],
] as const;

export const queueSearchParams = {
  minutes: parseAsNumberLiteral(WINDOWS.map(([minutes]) => minutes)).withDefault(60),
  /** The send panel is open. */
  send: parseAsBoolean.withDefault(false),
};
