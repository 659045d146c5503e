import { measureRate, median } from './load/concurrency.ts';
import { callSqs, createRawClient, type RawClient } from './load/raw-client.ts';

const CONNECTIONS = 16;
const ROUNDS = 5;
const REQUESTS_PER_ROUND = 3_000;
const BODY = 'x'.repeat(1_000);
const BATCH_SIZE = 10;

/** One action of the engine beside an echo of the same sizes. Requests a second, medians of all rounds. */
export interface Beside {
  name: string;
  engineRate: number;
  echoRate: number;
  /** Engine ÷ echo of each round, their median. */
  ratio: number;
  rounds: number;
}

/** Sends and receives alternate with their echo, so that a slow moment of the machine meets both. */
export async function measureBesideEcho({
  engineUrl,
  echoUrl,
}: {
  engineUrl: string;
  echoUrl: string;
}): Promise<Beside[]> {
  const engine = createRawClient(engineUrl, CONNECTIONS);
  const echo = createRawClient(echoUrl, CONNECTIONS);
  try {
    const { QueueUrl } = await callSqs<{ QueueUrl: string }>(engine, 'CreateQueue', {
      QueueName: 'bench-echo',
    });
    const send = { QueueUrl, MessageBody: BODY };
    const Entries = Array.from({ length: BATCH_SIZE }, (_, index) => ({
      Id: String(index),
      MessageBody: BODY,
    }));
    // A visibility timeout of 0 gives the same ten back, so that every round finds a queue of the same length.
    const receive = { QueueUrl, MaxNumberOfMessages: BATCH_SIZE, VisibilityTimeout: 0 };
    return [
      await compare({ engine, echo, name: 'SendMessage', action: 'SendMessage', input: send }),
      await compare({
        engine,
        echo,
        name: 'SendMessageBatch of ten',
        action: 'SendMessageBatch',
        input: { QueueUrl, Entries },
      }),
      await compare({
        engine,
        echo,
        name: 'ReceiveMessage of ten',
        action: 'ReceiveMessage',
        input: receive,
      }),
    ];
  } finally {
    engine.close();
    echo.close();
  }
}

async function compare({
  engine,
  echo,
  name,
  action,
  input,
}: {
  engine: RawClient;
  echo: RawClient;
  name: string;
  action: string;
  input: object;
}): Promise<Beside> {
  const body = JSON.stringify(input);
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` };
  const answerBytes = Buffer.byteLength(await engine.post(body, headers));
  const echoHeaders = { ...headers, 'x-answer-bytes': String(answerBytes) };
  const engineRates: number[] = [];
  const echoRates: number[] = [];
  const ratios: number[] = [];
  // The first round of each warms up and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const engineRate = await measureRate(CONNECTIONS, REQUESTS_PER_ROUND, () => engine.post(body, headers));
    const echoRate = await measureRate(CONNECTIONS, REQUESTS_PER_ROUND, () => echo.post(body, echoHeaders));
    if (round === 0) continue;
    engineRates.push(engineRate);
    echoRates.push(echoRate);
    ratios.push(engineRate / echoRate);
  }
  return {
    name,
    engineRate: median(engineRates),
    echoRate: median(echoRates),
    ratio: median(ratios),
    rounds: ROUNDS,
  };
}
