import { type Clients, openClients } from './clients.ts';

export const BODY_BYTES = 1_000;
export const BATCH_SIZE = 10;

/** Longer than any section: what is received so does not come back by itself. */
const HIDDEN_SECONDS = 3_600;

const BODY = 'x'.repeat(BODY_BYTES);

/** The inputs whose speed is measured; all messages are of BODY_BYTES. */
export const INPUT = {
  send: (QueueUrl: string) => ({ QueueUrl, MessageBody: BODY }),
  sendBatch: (QueueUrl: string) => ({
    QueueUrl,
    Entries: Array.from({ length: BATCH_SIZE }, (_, index) => ({ Id: String(index), MessageBody: BODY })),
  }),
  /** The messages are back at once, so that the queue is as long after it as before. */
  receive: (QueueUrl: string) => ({ QueueUrl, MaxNumberOfMessages: BATCH_SIZE, VisibilityTimeout: 0 }),
  /** As a consumer does it: hidden until they are deleted. */
  take: (QueueUrl: string) => ({
    QueueUrl,
    MaxNumberOfMessages: BATCH_SIZE,
    VisibilityTimeout: HIDDEN_SECONDS,
  }),
  delete: (QueueUrl: string, ReceiptHandle: string) => ({ QueueUrl, ReceiptHandle }),
};

/** A whole HTTP request of an SQS action: AWS JSON 1.0, unsigned, as both servers allow. */
export function toRequest(
  url: string,
  action: string,
  input: object,
  headers: Record<string, string> = {},
): Buffer {
  const body = JSON.stringify(input);
  const lines = [
    'POST / HTTP/1.1',
    `Host: ${new URL(url).host}`,
    'Content-Type: application/x-amz-json-1.0',
    `X-Amz-Target: AmazonSQS.${action}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** One call, on a connection of its own, and its answer. */
export async function callSqs<Answer>(url: string, action: string, input: object): Promise<Answer> {
  const clients = await openClients(url, 1);
  try {
    let text = '';
    await clients.run({
      requests: [toRequest(url, action, input)],
      onBody: (body) => (text = body.toString()),
    });
    return (text === '' ? {} : JSON.parse(text)) as Answer;
  } finally {
    clients.close();
  }
}

/** A new queue of `messages` messages; returns its URL. */
export async function createQueue(url: string, QueueName: string, messages: number): Promise<string> {
  const { QueueUrl } = await callSqs<{ QueueUrl: string }>(url, 'CreateQueue', { QueueName });
  const clients = await openClients(url);
  try {
    const batch = toRequest(url, 'SendMessageBatch', INPUT.sendBatch(QueueUrl));
    await clients.run({ requests: [batch], times: messages / BATCH_SIZE });
  } finally {
    clients.close();
  }
  await expectLength(url, QueueUrl, messages);
  return QueueUrl;
}

/** Takes up to `count` messages, untimed; returns the requests that delete them. */
export async function takeForDelete(
  clients: Clients,
  url: string,
  queueUrl: string,
  count: number,
  limitSeconds = Infinity,
): Promise<Buffer[]> {
  const handles: string[] = [];
  await clients.run({
    requests: [toRequest(url, 'ReceiveMessage', INPUT.take(queueUrl))],
    times: Math.ceil(count / BATCH_SIZE),
    limitSeconds,
    onBody: (body) => handles.push(...readHandles(body)),
  });
  return toDeletes(url, queueUrl, handles);
}

/** One request for each handle. */
export function toDeletes(url: string, queueUrl: string, handles: readonly string[]): Buffer[] {
  return handles.map((handle) => toRequest(url, 'DeleteMessage', INPUT.delete(queueUrl, handle)));
}

/** The receipt handles in an answer to ReceiveMessage. */
export function readHandles(body: Buffer): string[] {
  const { Messages = [] } = JSON.parse(body.toString()) as { Messages?: { ReceiptHandle: string }[] };
  return Messages.map(({ ReceiptHandle }) => ReceiptHandle);
}

/** @throws {Error} unless the queue holds so many messages, hidden ones included: a fast wrong answer proves nothing */
export async function expectLength(url: string, QueueUrl: string, messages: number): Promise<void> {
  const { Attributes } = await callSqs<{ Attributes: Record<string, string> }>(url, 'GetQueueAttributes', {
    QueueUrl,
    AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
  });
  const found = Object.values(Attributes).reduce((total, value) => total + Number(value), 0);
  if (found !== messages) throw new Error(`${QueueUrl} should hold ${messages} messages and holds ${found}`);
}
