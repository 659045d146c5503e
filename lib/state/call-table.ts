import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { StateTable } from './state-table.ts';

export const NO_TABLE =
  'No table for attempts is set up. Set REDRIVE_TABLE to its name (docs/instrument.md).';

/**
 * Runs one request to the state table.
 * @throws DomainError `attempts-unavailable` when no table is configured, it is missing, refuses or does not answer
 */
export async function callTable<Output>(
  ctx: Context,
  action: `dynamodb:${string}`,
  request: (table: StateTable) => Promise<Output>,
): Promise<Output> {
  const { state } = ctx;
  if (!state) throw new DomainError('attempts-unavailable', NO_TABLE);
  try {
    return await callAws({ action }, () => request(state));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError('attempts-unavailable', explain(error, state.name), { cause: error });
  }
}

function explain({ cause, message }: DomainError, table: string): string {
  return cause instanceof Error && cause.name === 'ResourceNotFoundException'
    ? `There is no table "${table}" here. Create it, or set REDRIVE_TABLE to the name of the one there is.`
    : `Attempts cannot be read from ${table}: ${message}`;
}
