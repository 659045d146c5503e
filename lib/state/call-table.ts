import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { StateTable } from './state-table.ts';

export const NO_TABLE =
  'No table for attempts is set up. Set REDRIVE_TABLE to its name (docs/instrument.md).';

/** What of the table's content a request is about, for the error it may end with. */
export interface StateSubject {
  code: 'attempts-unavailable' | 'jobs-unavailable' | 'audit-unavailable';
  /** In the plural, at the start of a sentence. */
  name: string;
}

export const ATTEMPTS: StateSubject = { code: 'attempts-unavailable', name: 'Attempts' };
export const JOBS: StateSubject = { code: 'jobs-unavailable', name: 'Redrive jobs' };
export const AUDIT: StateSubject = { code: 'audit-unavailable', name: 'Audit entries' };

/**
 * Runs one request to the state table.
 * @throws DomainError `attempts-unavailable` (or the code of `subject`) when no table is configured, it is missing, refuses or
 *   does not answer; its `cause` is the domain error of the request
 */
export async function callTable<Output>(
  ctx: Context,
  action: `dynamodb:${string}`,
  request: (table: StateTable) => Promise<Output>,
  subject: StateSubject = ATTEMPTS,
): Promise<Output> {
  const { state } = ctx;
  if (!state) throw new DomainError(subject.code, NO_TABLE.replace('attempts', subject.name.toLowerCase()));
  try {
    return await callAws({ action }, () => request(state));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(subject.code, explain(error, action, state.name, subject), { cause: error });
  }
}

const READS = /^dynamodb:(Get|BatchGet|Query)/;

function explain(
  { cause, message }: DomainError,
  action: string,
  table: string,
  { name }: StateSubject,
): string {
  const verb = READS.test(action) ? 'read from' : 'written to';
  return cause instanceof Error && cause.name === 'ResourceNotFoundException'
    ? `There is no table "${table}" here. Create it, or set REDRIVE_TABLE to the name of the one there is.`
    : `${name} cannot be ${verb} ${table}: ${message}`;
}
