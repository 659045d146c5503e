import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** Of V8's stack traces, of our files and of packages. */
const INSIDE = /\n\s+at \S|node_modules|file:\/\/|\.ts:\d+|TypeError|RangeError|SyntaxError: /;
const FIELDS = new Set(['code', 'message', 'field']);
const CODE = /^[a-z][a-z-]+$/;
/** Whoever sent a megabyte is not sent it back. */
const MAX_REFUSAL = 4_000;

export interface Verdict {
  status: number;
  /** Laws that were broken, one sentence each. */
  faults: string[];
}

/**
 * Holds an answer against the laws of the API: no failure of the server, refusals in one shape, nothing of the inside, nothing secret. Reads the whole
 * body.
 */
export async function judge(answer: Response, secret: string): Promise<Verdict> {
  const { status, headers } = answer;
  const text = await answer.text();
  const faults = [secret, ROOT].filter((inner) => text.includes(inner)).map((inner) => `It says ${inner}.`);
  if (status >= 500) faults.push(`It is a failure: ${status} ${text}`);
  const type = headers.get('content-type') ?? '';
  if (status >= 400) faults.push(...judgeRefusal(text, headers));
  else if (type.startsWith('application/x-ndjson')) faults.push(...text.split('\n').flatMap(judgeLine));
  else if (type.startsWith('application/json') && parse(text) === undefined) faults.push('It is not JSON.');
  return { status, faults };
}

function judgeRefusal(text: string, headers: Headers): string[] {
  const { error, ...rest } = (parse(text) ?? {}) as { error?: Record<string, unknown> };
  if (!error || Object.keys(rest).length > 0) return [`It is of no shape: ${text.slice(0, 200)}`];
  const { code, message } = error;
  const right = [
    [Object.keys(error).every((name) => FIELDS.has(name)), 'more than code, message and field'],
    [Object.values(error).every((value) => typeof value === 'string'), 'something that is no text'],
    [CODE.test(String(code)) && message !== '', 'no code or no message'],
    [!INSIDE.test(text), 'words about the inside'],
    [text.length < MAX_REFUSAL, `${text.length} characters`],
    [headers.get('cache-control')?.includes('no-store'), 'leave to be kept'],
  ] as const;
  return right.filter(([holds]) => !holds).map(([, what]) => `It has ${what}: ${text.slice(0, 400)}`);
}

/** A stream that has begun says what went wrong in its last line, and never that the desk failed. */
function judgeLine(line: string): string[] {
  if (line === '') return [];
  const event = parse(line) as { type?: unknown; code?: unknown } | undefined;
  if (event === undefined) return [`A line is not JSON: ${line.slice(0, 200)}`];
  return event.type === 'error' && event.code === 'internal' ? [`The stream failed: ${line}`] : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
