import type { RetryingMessage } from '#lib/attempts/types';

/** By next attempt, as they come from the API; those that will have none are at the end. */
export function orderRetrying(messages: readonly RetryingMessage[]): RetryingMessage[] {
  const isExhausted = ({ state }: RetryingMessage) => state === 'exhausted';
  return [...messages.filter((message) => !isExhausted(message)), ...messages.filter(isExhausted)];
}
