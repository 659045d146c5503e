import type { Message } from '@aws-sdk/client-sqs';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { findDeadLetterFunctions } from '#lib/lambda/find-dead-letter-functions';
import { readInvocation } from '#lib/lambda/read-invocation';
import { readQueueAttributes, type QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import { fromSdkAttributes } from '#lib/queues/entries/attribute-values';
import { originOf } from '../copies/copy-message.ts';
import { createFunctionRoute } from './function-route.ts';
import { createQueueRoute } from './queue-route.ts';
import type { NoRoute, Route } from './route.ts';

/** Finds the way of each message. */
export type Router = (message: Message) => Promise<Route | NoRoute>;

/**
 * Routes messages of the queue `sourceArn`, or of a file (null): all to the queue `target` or the function `targetFunction`, or each back to where it came from: the queue it
 * was dead-lettered from, or the function whose asynchronous invocation failed. Each queue is read once.
 * @throws DomainError `queue-not-found` at once when `target` is given and does not exist. A router throws what AWS says against reading an origin,
 *   unless that it does not exist
 */
export async function createRouter(
  ctx: Context,
  { sourceArn, target, targetFunction }: Record<'sourceArn' | 'target' | 'targetFunction', string | null>,
): Promise<Router> {
  const readings = new Map<string, Promise<QueueAttributes | NoRoute>>();
  const read = (name: string) => {
    const reading = readings.get(name) ?? readQueue(ctx, name);
    readings.set(name, reading);
    // What could not be read now may be in a moment.
    reading.catch(() => readings.delete(name));
    return reading;
  };
  const routes = new Map<string, Route>();
  const routeFor = (key: string, create: () => Route) => {
    const route = routes.get(key) ?? create();
    routes.set(key, route);
    return route;
  };
  const fixed = target === null ? null : await readExisting(ctx, target);

  const toQueue = (queue: QueueAttributes, origin: QueueAttributes | NoRoute | null) => {
    const maxReceives = origin && 'url' in origin ? (origin.redrivePolicy?.maxReceiveCount ?? 0) : 0;
    return routeFor(`${queue.name} ${maxReceives}`, () => createQueueRoute(ctx, queue, maxReceives));
  };
  const toFunction = (name: string) => routeFor(`()${name}`, () => createFunctionRoute(ctx, name));

  return async (message) => {
    if (targetFunction !== null) return toFunction(targetFunction);
    const originName = originOf(message);
    const origin = originName === null ? null : await read(originName);
    if (fixed) return toQueue(fixed, origin);
    if (origin) return 'url' in origin ? toQueue(origin, origin) : origin;
    const functionName = await findFunction(ctx, sourceArn, message);
    return functionName === null ? NO_ORIGIN : toFunction(functionName);
  };
}

const NO_ORIGIN: NoRoute = {
  code: 'no-origin',
  message:
    'It was sent to the dead-letter queue directly, so AWS knows no queue or function it came from. Choose a target.',
};

/** The function whose invocation failed: as the record says, or the only one that has the queue for its failures. */
async function findFunction(ctx: Context, queueArn: string | null, message: Message): Promise<string | null> {
  const invocation = readInvocation({
    body: message.Body ?? '',
    attributes: fromSdkAttributes(message.MessageAttributes),
  });
  if (!invocation) return null;
  if (invocation.functionName !== null || queueArn === null) return invocation.functionName;
  const { functionNames, error } = await findDeadLetterFunctions({ ctx, input: { queueArn } });
  // What Lambda refuses to tell may be another one.
  return functionNames.length === 1 && !error ? (functionNames[0] ?? null) : null;
}

async function readExisting(ctx: Context, name: string): Promise<QueueAttributes> {
  const url = await findQueueUrl({ ctx, input: { name } });
  return readQueueAttributes({ ctx, input: { url } });
}

async function readQueue(ctx: Context, name: string): Promise<QueueAttributes | NoRoute> {
  try {
    return await readExisting(ctx, name);
  } catch (error) {
    // Anything else may pass, or be mended, and is no reason to fail a message for good: a later run asks again.
    if (!(error instanceof DomainError) || error.code !== 'queue-not-found') throw error;
    return { code: error.code, message: error.message };
  }
}
