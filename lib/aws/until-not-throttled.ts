import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';

const MAX_ATTEMPTS = 4;
const FIRST_BACKOFF_MS = 200;

/**
 * What `run` comes to. Repeated while AWS throttles it, after 200, 400 and 800 ms, because only then it is certain that nothing was done.
 * @throws whatever `run` threw last
 */
export async function untilNotThrottled<Output>(
  { clock }: Pick<Context, 'clock'>,
  run: () => Promise<Output>,
): Promise<Output> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const isThrottled = error instanceof DomainError && error.code === 'throttled';
      if (!isThrottled || attempt === MAX_ATTEMPTS) throw error;
      await clock.wait(FIRST_BACKOFF_MS * 2 ** (attempt - 1));
    }
  }
}
