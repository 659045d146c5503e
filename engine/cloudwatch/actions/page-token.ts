import { Fault } from '../../core/fault.ts';

/** Where a page of GetMetricData starts: at a query, after the point of that time. */
export interface PagePosition {
  query: number;
  afterMs?: number | undefined;
}

export function formatPageToken({ query, afterMs }: PagePosition): string {
  return Buffer.from(`${query}:${afterMs ?? ''}`).toString('base64url');
}

/** @throws Fault InvalidParameterValue for a token this engine did not make. */
export function parsePageToken(token: string | undefined): PagePosition {
  if (token === undefined) return { query: 0 };
  const match = /^(?<query>\d{1,3}):(?<afterMs>-?\d{0,16})$/.exec(Buffer.from(token, 'base64url').toString());
  const { query, afterMs } = match?.groups ?? {};
  if (query === undefined)
    throw new Fault('InvalidParameterValue', 'The value for parameter NextToken is invalid.');
  return { query: Number(query), afterMs: afterMs ? Number(afterMs) : undefined };
}
