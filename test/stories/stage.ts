import { fileURLToPath } from 'node:url';
import { CreateEventSourceMappingCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { expect, vi } from 'vitest';
import { attemptsPath } from '#app/(desk)/_data/attempts/attempts-path.ts';
import type { FunctionDefinition } from '#engine/lambda/function-definition';
import { stateTable } from '#infra/state-table';
import { readMessageAttempts } from '#lib/attempts/read/message-attempts';
import type { LatestAttempt, MessageAttempts } from '#lib/attempts/types';
import { mapConcurrently } from '#lib/flow/map-concurrently';
import { scanQueue } from '#lib/messages/scan-queue';
import type { ScannedMessage } from '#lib/messages/types';
import { createDeadLetterPair, type DeadLetterPair } from '#test/factories/dead-letters';
import { type Desk, openDesk } from '#test/factories/desk';
import { sendOne } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import { readAll } from '#test/factories/read-all';

const CONCURRENT_SENDS = 16;
/** As on a laptop: each batch at the same time is a process of its own. */
const CONCURRENT_BATCHES = 4;
const DEFAULT_BATCH_SIZE = 10;
/** A machine with other work takes its time. */
const ENDED_WITHIN_MS = 50_000;

/** Real functions, queues and table on a real clock, and the desk in front of them. */
export interface Stage {
  readonly desk: Desk;
  /** A queue that dead-letters after `maxReceiveCount` receives, fed to a function of the stage. Sends `bodies` before. */
  startLine(options: LineOptions): Promise<Line>;
  /** What a scan shows of a dead-letter queue, with the latest attempts by message id. */
  scan(line: Line): Promise<{ messages: ScannedMessage[]; latest: Map<string, LatestAttempt> }>;
  /** All attempts of a message, asked for as its drawer does. */
  storyOf(message: ScannedMessage | string): Promise<MessageAttempts>;
}

export interface LineOptions {
  functionName: string;
  bodies: readonly string[];
  /** Default 3. */
  maxReceiveCount?: number;
  /** Default 2; not below the function's timeout. */
  visibilityTimeoutSeconds?: number;
  /** Default 10. */
  batchSize?: number;
  /** Default true. */
  reportsByMessage?: boolean;
  isFifo?: boolean;
}

/** Queues with a consumer. */
export interface Line extends DeadLetterPair {
  /** In the order of `bodies`. */
  messageIds: string[];
  /** Resolves when the source is empty and so many messages are dead; fails when it takes too long. */
  ended(expected: { dead: number }): Promise<void>;
}

/** A function with the code of functions/processor.ts or, as `file.export`, of test/fixtures/functions. */
export function defineFunction(
  name: string,
  { handler, ...change }: Partial<FunctionDefinition> = {},
): FunctionDefinition {
  const [file, exported = 'handler'] = handler?.split('.') ?? [];
  const path = file === undefined ? '../../functions/processor.ts' : `../fixtures/functions/${file}.ts`;
  return {
    name,
    entry: fileURLToPath(new URL(path, import.meta.url)),
    handler: exported,
    timeoutSeconds: 2,
    memoryMb: 256,
    environment: { REDRIVE_TABLE: stateTable.name },
    ...change,
  };
}

/** The body of a message that the processor fails as `simulate` says. */
export function failing(simulate: { error: string } & Record<string, unknown>): string {
  return JSON.stringify({ simulate });
}

/** A stage open between `beforeAll` and `afterAll` of the test file. Call once, at the top. */
export function openStage(functions: readonly FunctionDefinition[]): Stage {
  const desk = openDesk({ stateTable: true, functions });
  return {
    desk,
    startLine: (options) => startLine(desk, options),
    async scan({ deadLetters }) {
      const input = { queue: deadLetters.name, request: {} };
      const events = await readAll(await scanQueue({ ctx: desk.freshContext(), input }));
      const latest = events.flatMap((event) => (event.type === 'attempts' ? event.latest : []));
      return {
        messages: events.flatMap((event) => (event.type === 'message' ? event.message : [])),
        latest: new Map(latest.map((attempt) => [attempt.messageId, attempt])),
      };
    },
    storyOf(message) {
      if (typeof message === 'string')
        return readMessageAttempts({ ctx: desk.ctx, input: { messageId: message, request: {} } });
      const { searchParams } = new URL(attemptsPath(message), desk.engine.endpoint);
      const request = Object.fromEntries(searchParams);
      return readMessageAttempts({ ctx: desk.ctx, input: { messageId: message.messageId, request } });
    },
  };
}

async function startLine(desk: Desk, options: LineOptions): Promise<Line> {
  const { isFifo = false, maxReceiveCount = 3, visibilityTimeoutSeconds = 2 } = options;
  const type = isFifo ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : {};
  const pair = await createDeadLetterPair(desk.sqs, {
    maxReceiveCount,
    sourceAttributes: { ...type, VisibilityTimeout: String(visibilityTimeoutSeconds) },
    deadLetterAttributes: type,
  });
  const { url, arn } = pair.source;
  const group = isFifo ? { MessageGroupId: 'group' } : {};
  const messageIds = await mapConcurrently(options.bodies, isFifo ? 1 : CONCURRENT_SENDS, (MessageBody) =>
    sendOne(desk.sqs, url, { MessageBody, ...group }),
  );
  await warmUp(desk, options);
  await desk.ctx.aws.lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: options.functionName,
      EventSourceArn: arn,
      BatchSize: options.batchSize ?? DEFAULT_BATCH_SIZE,
      ScalingConfig: { MaximumConcurrency: CONCURRENT_BATCHES },
      FunctionResponseTypes: (options.reportsByMessage ?? true) ? ['ReportBatchItemFailures'] : [],
    }),
  );
  return {
    ...pair,
    messageIds,
    async ended({ dead }) {
      const held = async () => ({
        source: await readDepth(desk.sqs, url),
        dead: (await readDepth(desk.sqs, pair.deadLetters.url)).visible,
      });
      const end = { source: { visible: 0, inFlight: 0, delayed: 0 }, dead };
      // Not `expect.poll`, which a hook may not use.
      await vi.waitFor(async () => expect(await held()).toEqual(end), {
        timeout: ENDED_WITHIN_MS,
        interval: 50,
      });
    },
  };
}

/**
 * Starts as many execution environments as the line will use, and one for the next delivery when one is killed: a start that
 * outlasts the visibility timeout would make a delivery more than the story has.
 */
async function warmUp(desk: Desk, { functionName, bodies, batchSize = DEFAULT_BATCH_SIZE }: LineOptions) {
  const environments = Math.min(Math.max(2, bodies.length / batchSize), CONCURRENT_BATCHES);
  const invoke = () =>
    desk.ctx.aws.lambda.send(new InvokeCommand({ FunctionName: functionName, Payload: '{"Records":[]}' }));
  await Promise.all(Array.from({ length: environments }, invoke));
}
