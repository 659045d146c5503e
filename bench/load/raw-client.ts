import { Agent, request } from 'node:http';

/** An HTTP client with kept connections and nothing else: the SDK's own work would hide the server's. */
export interface RawClient {
  /** Posts a body and returns the answer's text. Throws when the status is not 200. */
  post(body: string, headers: Record<string, string>): Promise<string>;
  close(): void;
}

export function createRawClient(url: string, connections: number): RawClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  return {
    post: (body, headers) =>
      new Promise((resolve, reject) => {
        const outgoing = request(
          {
            agent,
            hostname,
            port,
            method: 'POST',
            headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          },
          (response) => {
            let text = '';
            response.setEncoding('utf8');
            response.on('data', (chunk: string) => (text += chunk));
            response.on('error', reject);
            response.on('end', () =>
              response.statusCode === 200
                ? resolve(text)
                : reject(new Error(`${response.statusCode} ${text.slice(0, 300)}`)),
            );
          },
        );
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** An SQS action over the raw client: AWS JSON 1.0, unsigned as the engine allows. */
export async function callSqs<Answer>(client: RawClient, action: string, input: object): Promise<Answer> {
  const text = await client.post(JSON.stringify(input), {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `AmazonSQS.${action}`,
  });
  return JSON.parse(text) as Answer;
}
