import type { AuditAction, Right } from '../types.ts';

/** What a request is about, as far as it has been read. */
export interface Asked {
  params: Readonly<Record<string, string>>;
  /** The JSON body; undefined where it was not read. */
  body: unknown;
  query: URLSearchParams;
}

/** What an audit entry says of a request. */
export interface Deed {
  action: AuditAction | ((asked: Asked) => AuditAction);
  target: (asked: Asked) => string;
  reason?: (asked: Asked) => string | null;
  /** False for a request that does nothing of the kind after all: a dry run. */
  happens?: (asked: Asked) => boolean;
  /** A right it needs besides that of its route. */
  needs?: Right;
}

const MAX_TARGET = 200;
const MAX_REASON = 500;

export const sending: Deed = { action: 'send', target: queueOf };
export const deleting: Deed = { action: 'delete', target: queueOf, reason: reasonOf };
export const redriving: Deed = {
  action: ({ body }) => (textOf(body, 'file') === null ? 'redrive' : 'restore'),
  target: ({ body }) => textOf(body, 'source') ?? textOf(body, 'file') ?? '',
  reason: reasonOf,
  happens: ({ body }) => fieldOf(body, 'dryRun') !== true,
};
export const pausing: Deed = { action: 'pause', target: idOf };
export const resuming: Deed = { action: 'resume', target: idOf };
export const cancelling: Deed = { action: 'cancel', target: idOf };
export const uploading: Deed = { action: 'upload', target: () => 'a file' };
/** Looking at messages is no deed unless what is masked is shown. */
export const showing: Deed = {
  action: 'unmask',
  target: queueOf,
  happens: ({ body }) => fieldOf(body, 'unmask') === true,
  needs: 'unmask',
};

/** The same of a file that is kept here. */
export const downloading: Deed = {
  action: 'unmask',
  target: idOf,
  happens: ({ query }) => query.get('unmask') === '1',
  needs: 'unmask',
};

function queueOf({ params }: Asked): string {
  return cut(params['name'], MAX_TARGET);
}

function idOf({ params }: Asked): string {
  return cut(params['id'], MAX_TARGET);
}

function reasonOf({ body }: Asked): string | null {
  return textOf(body, 'reason', MAX_REASON) || null;
}

function textOf(body: unknown, field: string, max = MAX_TARGET): string | null {
  const value = fieldOf(body, field);
  return typeof value === 'string' ? cut(value.trim(), max) : null;
}

function fieldOf(body: unknown, field: string): unknown {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, field)) return undefined;
  return (body as Record<string, unknown>)[field];
}

function cut(text = '', max = MAX_TARGET): string {
  return text.slice(0, max);
}
