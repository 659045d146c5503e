import { consumers } from '../functions.ts';
import { nameInStage } from '../names.ts';
import { outside } from '../outside.ts';
import { arnsOf, type GrantedArns } from '../permissions/arns.ts';
import type { Grant } from '../permissions/grants.ts';
import { jobsQueue, queues } from '../queues.ts';
import { stateTable } from '../state-table.ts';
import { findIn, type StackQueues } from './queues.ts';

type Arn = $util.Input<string>;

/** Statements as SST's components take them. */
export type Permissions = { actions: string[]; resources: Arn[] }[];

/** The ARNs that grants are about in this stage, those outside the stack included. */
export function collectArns(stackQueues: StackQueues, table: sst.aws.Dynamo): GrantedArns<Arn> {
  const deadLetterNames = new Set(
    queues.flatMap(({ redrivePolicy }) => redrivePolicy?.deadLetterQueue ?? []),
  );
  const arnsWhere = (wanted: (name: string) => boolean): Arn[] =>
    queues.filter(({ name }) => wanted(name)).map(({ name }) => findIn(stackQueues, name).arn);
  const functions = consumers.map(({ functionName }) => functionArn(nameInStage(functionName, $app.stage)));
  return {
    queues: [...arnsWhere((name) => !deadLetterNames.has(name)), ...outside.queueArns],
    deadLetterQueues: [...arnsWhere((name) => deadLetterNames.has(name)), ...outside.deadLetterQueueArns],
    jobsQueue: findIn(stackQueues, jobsQueue.name).arn,
    table: table.arn,
    index: $interpolate`${table.arn}/index/${stateTable.index.name}`,
    functions: [...functions, ...outside.functionArns],
    functionsToRunAgain: outside.functionArns.flatMap((arn) => [arn, `${arn}:*`]),
    everyFunction: functionArn('*'),
  };
}

/** Statements for these grants; one about nothing is left out, since IAM takes none without resources. */
export function permit(grants: readonly Grant[], arns: GrantedArns<Arn>): Permissions {
  return grants
    .map(({ actions, on }) => ({ actions: [...actions], resources: [...arnsOf(on, arns)] }))
    .filter(({ resources }) => resources.length > 0);
}

function functionArn(name: string): Arn {
  const { partition } = aws.getPartitionOutput();
  const { region } = aws.getRegionOutput();
  const { accountId } = aws.getCallerIdentityOutput();
  return $interpolate`arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
}
