import type { JsonAction, RestAction, ServiceActions } from '../core/action.ts';
import { Fault } from '../core/fault.ts';
import type { Shape } from '../core/shape.ts';
import { type Checker, compileShape } from './validate.ts';

/** An action of the AWS JSON protocol, ready to be called. */
export interface JsonRoute {
  targetPrefix: string;
  action: JsonAction;
  check: Checker;
}

/** An action of the REST-JSON protocol, ready to be matched and called. */
export interface RestRoute {
  segments: readonly string[];
  action: RestAction;
  check: Checker;
}

export interface Registry {
  /** By the whole `X-Amz-Target`, for instance `AmazonSQS.SendMessage`. */
  json: ReadonlyMap<string, JsonRoute>;
  rest: readonly RestRoute[];
}

/**
 * Builds the routes from the services' own lists.
 * @throws {TypeError} when an action is listed twice
 */
export function buildRegistry(services: readonly ServiceActions[]): Registry {
  const json = new Map<string, JsonRoute>();
  const rest: RestRoute[] = [];
  const restKeys = new Set<string>();
  for (const service of services) {
    if (service.protocol === 'json') {
      for (const action of service.actions) {
        const target = `${service.targetPrefix}.${action.name}`;
        if (json.has(target)) throw new TypeError(`${target} is listed twice.`);
        json.set(target, { targetPrefix: service.targetPrefix, action, check: compileShape(action.shape) });
      }
    } else {
      for (const action of service.actions) {
        const key = `${action.method} ${action.path.replaceAll(/\{[^}]*\}/g, '{}')}`;
        if (restKeys.has(key)) throw new TypeError(`${key} is listed twice.`);
        restKeys.add(key);
        rest.push({ segments: splitPath(action.path), action, check: compileShape(action.shape) });
      }
    }
  }
  return { json, rest };
}

/** The route of a REST request with the input its path and query spell, or undefined when no action has that path. */
export function matchRest(
  registry: Registry,
  method: string,
  url: string,
): { route: RestRoute; input: Record<string, unknown> } | undefined {
  const queryStart = url.indexOf('?');
  const segments = splitPath(queryStart < 0 ? url : url.slice(0, queryStart));
  const route = registry.rest.find(
    (candidate) =>
      candidate.action.method === method &&
      candidate.segments.length === segments.length &&
      candidate.segments.every((segment, index) => segment.startsWith('{') || segment === segments[index]),
  );
  if (!route) return undefined;

  const { shape } = route.action;
  const input: Record<string, unknown> = {};
  if (queryStart >= 0) {
    for (const [name, value] of new URLSearchParams(url.slice(queryStart + 1))) {
      input[name] = fromText(value, memberShape(shape, name));
    }
  }
  for (const [index, segment] of route.segments.entries()) {
    if (segment.startsWith('{')) input[segment.slice(1, -1)] = decode(segments[index] ?? '');
  }
  return { route, input };
}

function splitPath(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function memberShape(shape: Shape, name: string): Shape | undefined {
  return shape.type === 'structure' && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
}

/** Query parameters are text; the shape says what they mean. */
function fromText(value: string, shape: Shape | undefined): unknown {
  if (shape?.type === 'integer' || shape?.type === 'number') return value === '' ? value : Number(value);
  if (shape?.type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Fault('InvalidRequestContent', 'The path is not valid percent-encoded UTF-8.');
  }
}
