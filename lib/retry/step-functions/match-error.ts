/** Ends an execution whatever its Retry and Catch say. */
const RUNTIME = 'States.Runtime';
/** Not among the errors that the wildcards stand for; its own name still matches. */
const DATA_LIMIT = 'States.DataLimitExceeded';
const TIMEOUT = 'States.Timeout';

/** Whether an `ErrorEquals` names this error, by its own name or by a wildcard. */
export function matchesError(errorEquals: readonly string[], error: string): boolean {
  if (error === RUNTIME) return false;
  if (errorEquals.includes(error)) return true;
  if (error === DATA_LIMIT) return false;
  if (errorEquals.includes('States.ALL')) return true;
  return errorEquals.includes('States.TaskFailed') && error !== TIMEOUT;
}
