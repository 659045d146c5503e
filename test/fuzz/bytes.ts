import type { Random } from '#test/factories/random';

/** A request to be: a head of lines and a body. */
export interface Draft {
  method: string;
  path: string;
  headers: [name: string, value: string][];
  body: Buffer;
}

/** The bytes of a request. `Content-Length` is the body's unless the draft has one or is chunked. */
export function encodeRequest({ method, path, headers, body }: Draft): Buffer {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const lines = [`${method} ${path} HTTP/1.1`];
  if (!names.has('host')) lines.push('Host: 127.0.0.1');
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  if (!names.has('content-length') && !names.has('transfer-encoding')) {
    lines.push(`Content-Length: ${body.length}`);
  }
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

export function randomBytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}

/** Text with what texts are attacked with: controls, quotes, lone surrogates, bidirectional marks, things that look like markup. */
export function randomText(random: Random, longest = 40): string {
  const pieces = [
    '\u0000',
    '\u0007',
    '"',
    '\\',
    '\r\n',
    '\uD800',
    '\u202E',
    '😀',
    '<script>',
    '../',
    '%00',
    'é',
    '__proto__',
    'constructor',
    ' ',
    'a',
    '9',
    '-',
    '.',
    'null',
  ] as const;
  return Array.from({ length: random.below(longest) }, () => random.pick(pieces)).join('');
}

/** Any JSON value, with a liking for what is at the edge. */
export function randomJson(random: Random, depth = 3): unknown {
  const scalars = [
    () => null,
    () => true,
    () => 0,
    () => -1,
    () => 1.5,
    () => 2 ** 53,
    () => -1e308,
    () => '',
    () => randomText(random),
    () => 'x'.repeat(random.below(2_000)),
    () => '2026-01-01T00:00:00Z',
  ] as const;
  if (depth === 0 || random.next() < 0.6) return random.pick(scalars)();
  const children = Array.from({ length: random.below(5) }, () => randomJson(random, depth - 1));
  if (random.next() < 0.5) return children;
  return Object.fromEntries(children.map((child) => [randomText(random, 3), child]));
}
