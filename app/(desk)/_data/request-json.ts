import type { ErrorBody } from '#lib/access/types';

/** The desk's server could not be asked at all: it is down, or the network is. */
const DESK_UNREACHABLE = 'DeskUnreachable';

/** A refusal of the desk's API, in its own words. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The input that was refused, where the API names one. */
  readonly field: string | null;

  constructor(status: number, error: ErrorBody['error']) {
    super(error.message);
    this.code = error.code;
    this.status = status;
    this.field = error.field ?? null;
  }
}

/**
 * Asks the desk's API; a `body` is sent as JSON by POST.
 * @throws RequestError for any answer but a success, and (status 0) when there was none.
 */
export async function request(
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal | undefined } = {},
): Promise<Response> {
  const init: RequestInit =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(path, signal ? { ...init, signal } : init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestError(0, {
      code: DESK_UNREACHABLE,
      message: 'The desk’s server cannot be reached. Is it still running?',
    });
  }
  if (!response.ok) throw await readError(response);
  return response;
}

/** {@link request}, parsed. The API and this client share their types, so the answer is taken at its word. */
export async function requestJson<Answer>(
  path: string,
  options?: { body?: unknown; signal?: AbortSignal | undefined },
): Promise<Answer> {
  return (await request(path, options)).json() as Promise<Answer>;
}

async function readError(response: Response): Promise<RequestError> {
  const body = (await response.json().catch(() => null)) as Partial<ErrorBody> | null;
  return new RequestError(
    response.status,
    body?.error ?? {
      code: 'UnexpectedAnswer',
      message: `The desk’s server answered ${response.status} without a reason.`,
    },
  );
}
