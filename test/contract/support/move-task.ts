import {
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  StartMessageMoveTaskCommand,
  type StartMessageMoveTaskCommandInput,
} from '@aws-sdk/client-sqs';
import type { Contract } from './endpoint.ts';

/** Starts a move task and returns its handle. */
export async function startMove(
  contract: Contract,
  SourceArn: string,
  options: Omit<StartMessageMoveTaskCommandInput, 'SourceArn'> = {},
): Promise<string> {
  const { TaskHandle } = await contract.sqs.send(new StartMessageMoveTaskCommand({ SourceArn, ...options }));
  if (TaskHandle === undefined) throw new TypeError('StartMessageMoveTask answered without a TaskHandle');
  return TaskHandle;
}

/** The most recent tasks of a queue, newest first. */
export async function listMoves(
  contract: Contract,
  SourceArn: string,
  MaxResults = 10,
): Promise<ListMessageMoveTasksResultEntry[]> {
  const { Results = [] } = await contract.sqs.send(
    new ListMessageMoveTasksCommand({ SourceArn, MaxResults }),
  );
  return Results;
}

/** The newest task of a queue. */
export async function latestMove(
  contract: Contract,
  sourceArn: string,
): Promise<ListMessageMoveTasksResultEntry> {
  const [latest] = await listMoves(contract, sourceArn, 1);
  if (latest === undefined) throw new TypeError(`${sourceArn} has no move task`);
  return latest;
}

/** The newest task once it is over; as it stands when it does not end within `withinMs`. */
export function endedMove(
  contract: Contract,
  sourceArn: string,
  withinMs?: number,
): Promise<ListMessageMoveTasksResultEntry> {
  return contract.until(
    () => latestMove(contract, sourceArn),
    ({ Status }) => Status !== 'RUNNING' && Status !== 'CANCELLING',
    withinMs,
  );
}
