import type { ErrorBody } from '#lib/access/types';
import type { StoredFile } from '#lib/redrive/types';

import { RequestError } from '../request-json.ts';

/**
 * Sends a file of messages to the desk, which keeps it for a restore. `fetch` cannot tell how far it is, so this is the older way.
 * @throws RequestError for any answer but a success, and (status 0) when there was none
 */
export function uploadFile(
  file: File,
  { onProgress, signal }: { onProgress: (share: number) => void; signal: AbortSignal },
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/files');
    request.setRequestHeader('content-type', 'application/x-ndjson');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total ? loaded / total : 0),
    );
    request.addEventListener('load', () => {
      if (request.status < 400) resolve(JSON.parse(request.responseText) as StoredFile);
      else reject(toError(request));
    });
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('abort', () => reject(signal.reason as Error));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function toError({ status, responseText }: XMLHttpRequest): RequestError {
  const fallback = {
    code: 'UnexpectedAnswer',
    message: `The desk’s server answered ${status} without a reason.`,
  };
  try {
    const body = JSON.parse(responseText) as Partial<ErrorBody>;
    return new RequestError(status, body.error ?? fallback);
  } catch {
    return new RequestError(status, fallback);
  }
}

function unreachable(): RequestError {
  return new RequestError(0, {
    code: 'DeskUnreachable',
    message: 'The file could not be sent: the desk’s server cannot be reached, or it hung up.',
  });
}
