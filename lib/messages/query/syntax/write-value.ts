import { quote } from './quoted.ts';

const NEEDS_NO_QUOTES = /^[^\s()"*=][^\s()"*]*$/;

/** A value as it stands behind an operator, in quotes where it needs them. */
export function writeValue(value: string): string {
  return NEEDS_NO_QUOTES.test(value) ? value : quote(value);
}
