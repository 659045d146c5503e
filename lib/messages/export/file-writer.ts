import type { LatestAttempt } from '#lib/attempts/types';
import type { DomainError } from '#lib/errors';
import type { Channel } from '#lib/flow/channel';
import type { LookWriter } from '../scan/stream-look.ts';
import type { ScannedMessage } from '../types.ts';

/** Text of messages whose cause is not known yet; while there is more, receiving pauses. */
const MAX_PENDING_CHARACTERS = 32 * 1024 * 1024;
/** Of a message besides its body, about. */
const FACTS_CHARACTERS = 500;

/** Writes each message once: as soon as its cause is known, or known to be missing. `toText` is empty for one that is left out. */
export function createFileWriter({
  header,
  toText,
}: {
  header: string;
  toText: (message: ScannedMessage, attempt: LatestAttempt | undefined) => string;
}): (channel: Channel<string>) => LookWriter {
  return (channel) => {
    const pending = new Map<string, ScannedMessage>();
    let pendingCharacters = 0;
    let error: DomainError | null = null;
    let wake: (() => void)[] = [];

    const take = (messageId: string, attempt: LatestAttempt | undefined): string => {
      const message = pending.get(messageId);
      if (!message) return '';
      pending.delete(messageId);
      pendingCharacters -= weigh(message);
      return toText(message, attempt);
    };
    const write = (texts: readonly string[]) => {
      const text = texts.join('');
      if (text !== '') channel.push(text, text.length);
      for (const resume of wake) resume();
      wake = [];
    };
    const hasRoom = () => pendingCharacters <= MAX_PENDING_CHARACTERS && channel.hasRoom();

    if (header !== '') channel.push(header);
    return {
      looker: {
        onMessages(messages) {
          for (const message of messages) {
            pending.set(message.messageId, message);
            pendingCharacters += weigh(message);
          }
        },
        onLatest: (latest) => write(latest.map((attempt) => take(attempt.messageId, attempt))),
        onUnknown: (messageIds) => write(messageIds.map((messageId) => take(messageId, undefined))),
        onProgress() {},
        onError: (cause) => (error = cause),
        hasRoom,
        async roomAgain() {
          while (!hasRoom()) {
            if (channel.hasRoom()) await new Promise<void>((resolve) => wake.push(resolve));
            else await channel.drained();
          }
        },
      },
      onDone({ limitedBy }) {
        write([...pending.keys()].map((messageId) => take(messageId, undefined)));
        if (error) throw error;
        if (limitedBy === 'time') throw new Error('The reading took too long for a whole file.');
      },
    };
  };
}

function weigh({ body }: ScannedMessage): number {
  return body.length + FACTS_CHARACTERS;
}
