import type { LatestAttempt } from '#lib/attempts/types';

/** More would not fit, and a message may have a thousand characters. */
const PREVIEW_LENGTH = 200;

const NOT_RECORDED =
  'No attempt was recorded: the function was killed, ran out of memory, or is not instrumented';

/** Why a message failed, in one line of text. */
export function CauseCell({
  attempt,
  state,
}: {
  /** Its latest attempt, where one is known. */
  attempt: LatestAttempt | undefined;
  state: 'under-way' | 'joined' | 'unavailable';
}) {
  if (attempt?.error) {
    const { name, message } = attempt.error;
    return (
      <span title={`${name}: ${message}`}>
        <bdi className="font-medium">{name}</bdi>{' '}
        <bdi className="text-muted">{message.slice(0, PREVIEW_LENGTH)}</bdi>
      </span>
    );
  }
  if (attempt) {
    return (
      <span className="text-faint" title="Its latest recorded attempt succeeded, and yet it came here">
        succeeded
      </span>
    );
  }
  if (state === 'under-way') {
    return (
      <span className="text-faint" title="Its cause is being looked up">
        …
      </span>
    );
  }
  return (
    <span
      className="text-faint"
      title={state === 'joined' ? NOT_RECORDED : 'Its cause could not be looked up'}
    >
      —
    </span>
  );
}
