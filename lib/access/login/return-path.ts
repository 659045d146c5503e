/** No path of the desk is longer, a query in it included. */
const MAX_CHARACTERS = 3000;
/** Of control, blank and backslash characters, some are dropped by browsers and some taken for a slash. */
const MISREAD = /[\p{Cc}\p{Z}\\\ufeff]/u;
const ELSEWHERE = 'https://desk.invalid';

/**
 * `text` where it is the path of a page of the desk, with its query; `/` for anything else: another site, however it is written, the API,
 * and the page of the login itself.
 */
export function toReturnPath(text: string | null): string {
  if (text === null || text.length > MAX_CHARACTERS || MISREAD.test(text)) return '/';
  if (!text.startsWith('/') || text.startsWith('//') || !URL.canParse(text, ELSEWHERE)) return '/';
  const url = new URL(text, ELSEWHERE);
  if (url.origin !== ELSEWHERE || url.pathname.startsWith('//')) return '/';
  if (/^\/(?:api|login|_next)(?:\/|$)/i.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}`;
}
