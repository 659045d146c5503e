import type { Attack } from './attacks.ts';
import type { Played } from './play.ts';

export interface Verdict {
  /** HTTP status of each answer. */
  statuses: number[];
  /** Laws that were broken, one sentence each. */
  violations: string[];
}

interface Reply {
  status: number;
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** Holds what came back against the laws: HTTP answers, 2xx or 4xx, in AWS's shape, with a request id, and an answer where one is due. */
export function judge(attack: Attack, { received, closedByServer }: Played): Verdict {
  const isHead = attack.pieces[0]?.subarray(0, 5).toString('latin1') === 'HEAD ';
  const { replies, rest } = parseReplies(received, isHead);
  const final = replies.filter(({ status }) => status >= 200);
  const violations = final.flatMap((reply) => faultsOf(reply, isHead));
  // A client that goes away may cut an answer.
  if (rest.length > 0 && closedByServer) violations.push(`no HTTP answer: ${shorten(rest)}`);
  if (attack.ending === 'answer') {
    if (!closedByServer) violations.push('no end after 20 s');
    else if (final.length === 0) violations.push('closed without an answer');
  }
  return { statuses: final.map(({ status }) => status), violations };
}

function parseReplies(received: Buffer, isHead: boolean): { replies: Reply[]; rest: Buffer } {
  const replies: Reply[] = [];
  let rest = received;
  for (;;) {
    const headEnd = rest.indexOf('\r\n\r\n');
    if (headEnd < 0) return { replies, rest };
    const [statusLine = '', ...lines] = rest.subarray(0, headEnd).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
    if (!status) return { replies, rest };
    const headers = new Map(
      lines.map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    );
    const bodyStart = headEnd + 4;
    const length = isHead ? 0 : Number(headers.get('content-length') ?? 0);
    if (rest.length < bodyStart + length) return { replies, rest };
    replies.push({ status, headers, body: rest.subarray(bodyStart, bodyStart + length).toString('utf8') });
    rest = rest.subarray(bodyStart + length);
  }
}

function faultsOf({ status, headers, body }: Reply, isHead: boolean): string[] {
  const faults: string[] = [];
  const say = (text: string) => faults.push(`${text} (${status} ${shorten(Buffer.from(body))})`);
  if (status >= 500) say('a 5xx');
  if (!headers.get('x-amzn-requestid')) say('no request id');
  if (isHead || status === 204) return faults;
  const json = parseObject(body);
  if (!json) say('an answer that is no JSON object');
  else if (status >= 400) {
    const message = json['message'] ?? json['Message'];
    const isTyped = typeof json['__type'] === 'string' || headers.has('x-amzn-errortype');
    if (typeof message !== 'string' || !isTyped) say('an error of no AWS shape');
    if (/\\n\s+at .+:\d+:\d+|node_modules|TypeError|RangeError/.test(body)) say('words about the inside');
  }
  return faults;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What a report shows of bytes. */
export function shorten(bytes: Buffer): string {
  const text = JSON.stringify(bytes.subarray(0, 300).toString('latin1'));
  return bytes.length > 300 ? `${text} … ${bytes.length} bytes` : text;
}
