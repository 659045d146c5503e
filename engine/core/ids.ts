import { randomBytes, randomUUID } from 'node:crypto';

/** The only source of chance inside the engine; a test passes its own to get the same ids every run. */
export interface Ids {
  /** A UUID v4 as AWS prints message ids, task ids and request ids. */
  uuid(): string;
  /** `length` random bytes, for nonces. */
  bytes(length: number): Buffer;
}

export const randomIds: Ids = { uuid: randomUUID, bytes: randomBytes };
