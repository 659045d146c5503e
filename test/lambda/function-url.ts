import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { RuntimeAnswer } from './protocol.ts';

/** The host that viewers see; CloudFront tells it in a header, as the function has an address of its own. */
export const DESK_HOST = 'desk.example.com';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** The body as it was streamed. */
  chunks: string[];
}

export interface FunctionUrl extends AsyncDisposable {
  request(
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; cookies?: string[]; body?: unknown },
  ): Promise<Answer>;
  /** From the loading of the bundle to the first byte of the first answer. */
  readonly coldStartMs: number;
}

/** A Lambda function of the desk's bundle behind its URL; returns after the first answer. */
export async function openFunctionUrl(
  bundle: string,
  env: Record<string, string | undefined>,
  visitor: { cookies: string[] } = { cookies: [] },
): Promise<FunctionUrl> {
  const child = fork(new URL('runtime.ts', import.meta.url), [bundle], {
    env: { NODE_ENV: 'production', PATH: process.env['PATH'], AWS_LAMBDA_FUNCTION_NAME: 'desk', ...env },
  });
  const exited = once(child, 'exit');
  let lastId = 0;
  let coldStartMs: number | undefined;

  const request: FunctionUrl['request'] = (
    method,
    path,
    { headers = {}, cookies = visitor.cookies, body } = {},
  ) => {
    const id = (lastId += 1);
    const answer: Answer = { status: 0, headers: {}, chunks: [] };
    return new Promise((resolve, reject) => {
      const take = (part: RuntimeAnswer) => {
        if (part.id !== id) return;
        if (part.type === 'head') {
          Object.assign(answer, { status: part.status, headers: part.headers });
          coldStartMs ??= part.sinceLoadMs;
        }
        if (part.type === 'chunk') answer.chunks.push(part.text);
        if (part.type === 'failed') reject(new Error(part.message));
        if (part.type === 'end') resolve(answer);
        if (part.type === 'end' || part.type === 'failed') child.off('message', take);
      };
      child.on('message', take);
      void exited.then(() => reject(new Error('The function ended.')));
      child.send({ id, event: { ...toEvent(method, path, headers, body), cookies } });
    });
  };

  await request('GET', '/api/health');
  return {
    request,
    coldStartMs: coldStartMs ?? NaN,
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited.catch(() => {});
    },
  };
}

function toEvent(method: string, path: string, headers: Record<string, string>, body: unknown): object {
  const { pathname, searchParams } = new URL(path, `https://${DESK_HOST}`);
  return {
    version: '2.0',
    rawPath: pathname,
    rawQueryString: searchParams.toString(),
    headers: {
      host: 'made-up.lambda-url.us-east-1.on.aws',
      'x-forwarded-host': DESK_HOST,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    requestContext: {
      domainName: 'made-up.lambda-url.us-east-1.on.aws',
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '203.0.113.1' },
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}
