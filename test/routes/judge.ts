import { resolve } from 'node:path';
import { expect } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
/** Of V8's stack traces, of our files and of packages. */
const INSIDE = /\n\s+at \S|node_modules|file:\/\/|\.ts:\d+|TypeError|RangeError|SyntaxError: /;
const FIELDS = new Set(['code', 'message', 'field']);

/**
 * Holds an answer against the laws of the API: no failure of the server, refusals in one shape, nothing of the inside, nothing secret. Reads the whole
 * body; returns the status.
 */
export async function judge(answer: Response, secret: string): Promise<number> {
  const { status, headers } = answer;
  const text = await answer.text();
  expect(status, text).toBeLessThan(500);
  for (const inner of [secret, ROOT]) expect(text.includes(inner), `it says ${inner}`).toBe(false);
  if (status >= 400) expectRefusal(text, headers);
  else if (headers.get('content-type')?.startsWith('application/x-ndjson')) expectLines(text);
  else if (headers.get('content-type')?.startsWith('application/json')) JSON.parse(text);
  return status;
}

function expectRefusal(text: string, headers: Headers): void {
  const { error, ...rest } = JSON.parse(text) as { error: Record<string, unknown> };
  expect(rest).toEqual({});
  expect(Object.keys(error).filter((name) => !FIELDS.has(name))).toEqual([]);
  for (const [name, value] of Object.entries(error)) expect(value, name).toBeTypeOf('string');
  expect(error['code']).toMatch(/^[a-z][a-z-]+$/);
  expect(error['message']).not.toBe('');
  expect(text).not.toMatch(INSIDE);
  // Whoever sent a megabyte is not sent it back.
  expect(text.length).toBeLessThan(4_000);
  expect(headers.get('cache-control')).toContain('no-store');
}

/** A stream that has begun says what went wrong in its last line, and never that the desk failed. */
function expectLines(text: string): void {
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const { type, code } = JSON.parse(line) as { type?: unknown; code?: unknown };
    if (type === 'error') expect(code, line).not.toBe('internal');
  }
}
