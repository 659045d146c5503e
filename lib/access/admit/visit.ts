import { randomUUID } from 'node:crypto';
import type { RequestOrigin } from '../check-request.ts';

/** What is known of a request before it is read. */
export interface Visit {
  origin: RequestOrigin;
  query: URLSearchParams;
  cookieHeader: string | null;
  /** Goes into the answer and into audit entries. */
  requestId: string;
  /** Of the client, as the nearest proxy says. */
  address: string | null;
}

const MAX_ADDRESS = 60;

export function readVisit({ method, url, headers }: Request): Visit {
  return {
    origin: {
      method,
      host: headers.get('host'),
      origin: headers.get('origin'),
      secFetchSite: headers.get('sec-fetch-site'),
    },
    query: new URL(url).searchParams,
    cookieHeader: headers.get('cookie'),
    requestId: randomUUID(),
    // Those before the last one may be made up by the client.
    address: headers.get('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, MAX_ADDRESS) || null,
  };
}
