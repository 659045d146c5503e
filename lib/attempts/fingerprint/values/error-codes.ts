/** Codes with digits that name a cause, known by their look: Prisma, MongoDB, Oracle, TypeScript. */
const CODE = /^(?:P[1-6]0\d\d|E1100[01]|ORA-\d{5}|TS\d{4})$/u;

/** Numbers that name a cause where these words stand before them: an HTTP status, an exit or error code, an SQLSTATE. */
const CODES_BY_CONTEXT: readonly (readonly [before: RegExp, code: RegExp])[] = [
  [/(?:status|response)[ _-]?(?:code)?(?: of)?["']?[ :=([]{1,3}$/iu, /^[1-5]\d\d$/u],
  [/\bHTTP(?:\/(?:\d(?:\.\d)?|<\*>))?[ :]{1,2}$/iu, /^[1-5]\d\d$/u],
  [/(?:exit(?:ed)?(?: with)?|error)[ _-]?(?:code|status)["']?[ :=([]{1,3}$/iu, /^\d{1,5}$/u],
  [/sqlstate["']?[ :=([]{1,3}$/iu, /^[\dA-Z]{5}$/u],
];

/** Whether a word with digits tells causes apart and has to stay. `before` is the text in front of it. */
export function isErrorCode(word: string, before: string): boolean {
  if (CODE.test(word)) return true;
  return CODES_BY_CONTEXT.some(([context, code]) => code.test(word) && context.test(before));
}
