import type { Right } from '../types.ts';
import {
  cancelling,
  deleting,
  downloading,
  pausing,
  redriving,
  resuming,
  sending,
  showing,
  uploading,
  type Deed,
} from './deeds.ts';

export interface RouteRule {
  /** Null: anybody, also who has not logged in. */
  right: Right | null;
  /** Bound of the JSON body in bytes; absent: the route reads its body itself, or there is none. */
  jsonBytes?: number;
  /** What an audit entry says of a request that changes something, or shows what is masked. */
  deed?: Deed;
  /** Says nothing of what is set up, to whoever asks. */
  terse?: boolean;
}

const KIB = 1024;
const MIB = 1024 * KIB;

const READ = { right: 'read' } as const;
const PUBLIC = { right: null } as const;

/**
 * Every route of the API. `route()` takes these keys alone, so a route that is not here does not compile; a test holds the files of app/api
 * against it. A scan is a read: it gives every message back, and a viewer is there to see why messages failed.
 */
export const ROUTES = {
  'GET /api/health': { right: null, terse: true },
  'GET /api/login': PUBLIC,
  'GET /api/login/callback': PUBLIC,
  'POST /api/logout': PUBLIC,
  'GET /api/session': READ,
  'GET /api/audit': READ,
  'GET /api/audit/export': READ,
  'GET /api/overview': READ,
  'GET /api/queues': READ,
  'GET /api/queues/[name]': READ,
  'GET /api/queues/[name]/causes': READ,
  'GET /api/queues/[name]/funnel': READ,
  'GET /api/queues/[name]/metrics': READ,
  'GET /api/queues/[name]/retrying': READ,
  'GET /api/queues/[name]/scan': READ,
  'POST /api/queues/[name]/scan': { right: 'read', jsonBytes: 256 * KIB, deed: showing },
  'POST /api/queues/[name]/export': { right: 'read', jsonBytes: 256 * KIB, deed: showing },
  // A thousand messages of 32 KiB each.
  'POST /api/queues/[name]/messages': { right: 'operate', jsonBytes: 32 * MIB, deed: sending },
  // A hundred thousand ids.
  'POST /api/queues/[name]/delete': { right: 'operate', jsonBytes: 5 * MIB, deed: deleting },
  'GET /api/messages/[id]/attempts': READ,
  'GET /api/redrives': READ,
  // A hundred thousand ids, and a body of a megabyte.
  'POST /api/redrives': { right: 'operate', jsonBytes: 6 * MIB, deed: redriving },
  'GET /api/redrives/[id]': READ,
  'GET /api/redrives/[id]/messages': READ,
  'POST /api/redrives/[id]/pause': { right: 'operate', deed: pausing },
  'POST /api/redrives/[id]/resume': { right: 'operate', deed: resuming },
  'POST /api/redrives/[id]/cancel': { right: 'operate', deed: cancelling },
  'POST /api/files': { right: 'operate', deed: uploading },
  'GET /api/files/[id]': { right: 'read', deed: downloading },
} as const satisfies Record<`${'GET' | 'POST'} /api/${string}`, RouteRule>;

export type RouteKey = keyof typeof ROUTES;

/** The path parameters of a key: `{name: string}` of `GET /api/queues/[name]`. */
export type ParamsOf<Key extends string> = Key extends `${string}[${infer Name}]${infer Rest}`
  ? Record<Name, string> & ParamsOf<Rest>
  : unknown;

export function ruleOf(key: RouteKey): RouteRule {
  return ROUTES[key];
}

/** Whether a request of this key changes something; refusals of these leave an audit entry. */
export function changesSomething(key: RouteKey): boolean {
  return ruleOf(key).right === 'operate';
}
