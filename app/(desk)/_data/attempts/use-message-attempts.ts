import { useCallback, useEffect, useRef, useState } from 'react';

import type { MessageAttempts } from '#lib/attempts/types';

import { requestJson, type RequestError } from '../request-json.ts';

interface Answer {
  path: string;
  attempts: MessageAttempts | null;
  error: RequestError | null;
}

/**
 * Every attempt of a message, read once for each `path`: a dead letter has no new ones. Going on to the next message hangs up, so that
 * leafing quickly does not leave a queue of requests behind.
 */
export function useMessageAttempts(path: string) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const running = useRef<AbortController | null>(null);

  const read = useCallback(() => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    requestJson<MessageAttempts>(path, { signal }).then(
      (attempts) => setAnswer({ path, attempts, error: null }),
      (error: unknown) => {
        if (!signal.aborted) setAnswer({ path, attempts: null, error: error as RequestError });
      },
    );
  }, [path]);

  useEffect(() => {
    read();
    return () => running.current?.abort();
  }, [read]);

  const current = answer?.path === path ? answer : null;
  return {
    /** Null while they are being read, and when they could not be. */
    attempts: current?.attempts ?? null,
    error: current?.error ?? null,
    retry: () => {
      setAnswer(null);
      read();
    },
  };
}
