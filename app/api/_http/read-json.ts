import { DomainError } from '#lib/errors';

const DEFAULT_MAX_BYTES = 256 * 1024;

/**
 * The JSON body of `request`; an empty body is `{}`. Reads no further than `maxBytes` (default 256 KiB).
 * @throws DomainError `request-too-large`, `invalid-input` when it is not JSON
 */
export async function readJson(request: Request, maxBytes = DEFAULT_MAX_BYTES): Promise<unknown> {
  const text = await readText(request, maxBytes);
  if (text === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new DomainError('invalid-input', `The body is not JSON: ${reason}`);
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function tooLarge(maxBytes: number): DomainError {
  const limit = maxBytes.toLocaleString('en-US');
  return new DomainError(
    'request-too-large',
    `The request body has more than ${limit} bytes. Send less at once.`,
  );
}
