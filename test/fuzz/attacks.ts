import { gzipSync } from 'node:zlib';
import type { Random } from '#test/factories/random';
import { encodeRequest, randomBytes, randomText } from './bytes.ts';
import { draftApiCall, draftUnknown } from './requests.ts';

/** Bytes for one connection, and what is to be expected of them. */
export interface Attack {
  kind: AttackKind;
  /** Written one after another, with a pause between them. */
  pieces: readonly Buffer[];
  pauseMs: number;
  /**
   * `answer`: the server must answer and close. `leave`: the bytes are no whole request, so the client goes away after a while,
   * and a server that says nothing is right.
   */
  ending: 'answer' | 'leave';
}

export const ATTACK_KINDS = [
  'api call',
  'unknown path or target',
  'broken JSON',
  'deep JSON',
  'invalid UTF-8',
  'wrong length',
  'bad chunks',
  'good chunks',
  'huge headers',
  'huge body',
  'odd headers',
  'gzip that is none',
  'gzip bomb',
  'pipeline',
  'dribble',
  'abort',
  'garbage',
] as const;

export type AttackKind = (typeof ATTACK_KINDS)[number];

const CLOSE: [string, string] = ['Connection', 'close'];
const JSON_HEADERS: [string, string][] = [
  ['X-Amz-Target', 'AmazonSQS.SendMessage'],
  ['Content-Type', 'application/x-amz-json-1.0'],
];

/** The next attack of this kind; the same `random` gives the same bytes. */
export function createAttack(kind: AttackKind, random: Random): Attack {
  const { bytes, ending = 'answer', pieces, pauseMs = 0 } = MAKERS[kind](random);
  return { kind, pieces: pieces ?? [bytes], pauseMs, ending };
}

interface Made {
  bytes: Buffer;
  pieces?: Buffer[];
  pauseMs?: number;
  ending?: Attack['ending'];
}

const MAKERS: Record<AttackKind, (random: Random) => Made> = {
  'api call': (random) => ({ bytes: apiCall(random) }),
  'unknown path or target': (random) => {
    const draft = draftUnknown(random);
    return { bytes: encodeRequest({ ...draft, headers: [...draft.headers, CLOSE] }) };
  },
  'broken JSON'(random) {
    const { body } = draftApiCall(random);
    const cut = body.subarray(0, random.below(body.length));
    return { bytes: post(random.next() < 0.5 ? cut : Buffer.concat([cut, randomBytes(random, 8)])) };
  },
  'deep JSON'(random) {
    const depth = 1_000 + random.below(200_000);
    const open = random.pick(['[', '{"a":']);
    const close = open === '[' ? ']' : '}';
    const isClosed = random.next() < 0.5;
    return { bytes: post(Buffer.from(open.repeat(depth) + (isClosed ? `1${close.repeat(depth)}` : ''))) };
  },
  'invalid UTF-8': (random) => ({
    bytes: post(Buffer.concat([Buffer.from('{"MessageBody":"'), randomBytes(random, 60), Buffer.from('"}')])),
  }),
  'wrong length'(random) {
    const body = Buffer.from('{"QueueName":"x"}');
    const told = random.pick(['500', '3', '-1', '1e3', '0x10', '99999999999999999999', ' 17', '17, 17']);
    const bytes = post(body, [['Content-Length', told]]);
    return { bytes, ending: 'leave' };
  },
  'bad chunks'(random) {
    const sizes = ['zz', '-1', 'fffffffffffffffff', '5;x=y', ''] as const;
    const body = Buffer.from(`${random.pick(sizes)}\r\n{"a":\r\n0\r\n\r\n`);
    return { bytes: post(body, [['Transfer-Encoding', 'chunked']]), ending: 'leave' };
  },
  'good chunks'(random) {
    const { body } = draftApiCall(random);
    const chunks: Buffer[] = [];
    for (let start = 0; start < body.length;) {
      const chunk = body.subarray(start, start + 1 + random.below(400));
      chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
      start += chunk.length;
    }
    chunks.push(Buffer.from('0\r\n\r\n'));
    return { bytes: post(Buffer.concat(chunks), [['Transfer-Encoding', 'chunked']]) };
  },
  'huge headers'(random) {
    const many = random.next() < 0.5;
    const headers: [string, string][] = many
      ? Array.from({ length: 3_000 }, (_, index) => [`X-${index}`, 'y'])
      : [['X-Long', 'x'.repeat(20_000 + random.below(100_000))]];
    return { bytes: post(Buffer.from('{}'), headers) };
  },
  'huge body'(random) {
    const sizeBytes = 900_000 + random.below(random.next() < 0.2 ? 12_000_000 : 400_000);
    const QueueUrl = 'http://127.0.0.1/000000000000/fuzz-target';
    return { bytes: post(Buffer.from(JSON.stringify({ QueueUrl, MessageBody: 'x'.repeat(sizeBytes) }))) };
  },
  'odd headers'(random) {
    const odd: [string, string][] = [
      ['Content-Type', random.pick(['text/html', 'application/x-www-form-urlencoded', '', 'é'])],
      ['X-Amz-Target', 'AmazonSQS.ListQueues'],
      ['X-Amz-Target', 'AmazonSQS.PurgeQueue'],
      ['Origin', 'http://elsewhere.example'],
      ['Expect', random.pick(['100-continue', 'the impossible'])],
      ['Content-Encoding', random.pick(['br', 'identity', 'gzip, gzip'])],
      ['Host', ''],
    ];
    const chosen = odd.filter(() => random.next() < 0.4);
    const draft = { method: 'POST', path: '/', headers: [...chosen, CLOSE], body: Buffer.from('{}') };
    return { bytes: encodeRequest(draft) };
  },
  'gzip that is none': (random) => ({
    bytes: post(randomBytes(random, random.below(200)), [['Content-Encoding', 'gzip']]),
  }),
  'gzip bomb': () => ({ bytes: post(BOMB, [['Content-Encoding', 'gzip']]) }),
  pipeline(random) {
    const calls = Array.from({ length: 2 + random.below(20) }, () => encodeRequest(draftApiCall(random)));
    return { bytes: Buffer.concat([...calls, apiCall(random)]) };
  },
  dribble(random) {
    const bytes = apiCall(random);
    const pieces: Buffer[] = [];
    const step = Math.ceil(bytes.length / (2 + random.below(20)));
    for (let start = 0; start < bytes.length; start += step) pieces.push(bytes.subarray(start, start + step));
    return { bytes, pieces, pauseMs: 5 + random.below(20) };
  },
  abort(random) {
    const bytes = apiCall(random);
    return { bytes: bytes.subarray(0, random.below(bytes.length)), ending: 'leave' };
  },
  garbage(random) {
    const starts = [
      '',
      '\u0016\u0003\u0001',
      'GET',
      'POST / HTTP/9.9\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\n',
      '\r\n',
    ] as const;
    const rest = random.next() < 0.5 ? randomBytes(random, 200) : Buffer.from(randomText(random));
    return { bytes: Buffer.concat([Buffer.from(random.pick(starts), 'latin1'), rest]), ending: 'leave' };
  },
};

/** 64 MiB of zeros in 64 kB. */
const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024));

function apiCall(random: Random): Buffer {
  const draft = draftApiCall(random);
  return encodeRequest({ ...draft, headers: [...draft.headers, CLOSE] });
}

function post(body: Buffer, headers: [string, string][] = []): Buffer {
  return encodeRequest({ method: 'POST', path: '/', headers: [...JSON_HEADERS, ...headers, CLOSE], body });
}
