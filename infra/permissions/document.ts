import { jobsQueue } from '../queues.ts';
import { stateTable } from '../state-table.ts';
import { arnsOf, type GrantedArns } from './arns.ts';
import { besideAccount, feeding, type Grant, grants } from './grants.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:REGION:ACCOUNT:${resource}`;

const PLACEHOLDERS: GrantedArns<string> = {
  queues: [arn('sqs', 'QUEUE')],
  deadLetterQueues: [arn('sqs', 'DEAD_LETTER_QUEUE')],
  jobsQueue: arn('sqs', jobsQueue.name),
  table: arn('dynamodb', `table/${stateTable.name}`),
  index: arn('dynamodb', `table/${stateTable.name}/index/${stateTable.index.name}`),
  functions: [arn('lambda', 'function:FUNCTION')],
  functionsToRunAgain: [arn('lambda', 'function:FUNCTION'), arn('lambda', 'function:FUNCTION:*')],
  everyFunction: arn('lambda', 'function:*'),
  sourceQueue: arn('sqs', 'QUEUE'),
};

/** A policy in IAM's JSON, with `REGION`, `ACCOUNT` and names in capitals to put in. */
function toPolicy(list: readonly Grant[]): object {
  return {
    Version: '2012-10-17',
    Statement: list.map(({ actions, on }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: arnsOf(on, PLACEHOLDERS),
    })),
  };
}

/** `docs/permissions.md`, before it is formatted. */
export function writeDocument(): string {
  return [
    '# Permissions',
    'What each part of Redrive may do, which is what its code calls and nothing else: a test holds these lists against every call site, in both ' +
      'directions, and `sst deploy` gives them to its roles. This page is written by `npm run permissions` from `infra/permissions/grants.ts`.',
    'Put your region, account and names in the place of the capitals. A queue that is encrypted with a key of your own needs `kms:Decrypt` on that ' +
      'key to be looked at and moved from, and `kms:GenerateDataKey` to be sent to.',
    section('Viewer', 'Looks and changes nothing.', grants.viewer),
    section(
      'Operator',
      'The role of the deployed desk: a viewer who also sends and redrives.',
      grants.operator,
    ),
    section('Mover', 'The function that runs redrive jobs, besides what feeds it.', [
      feeding,
      ...grants.mover,
    ]),
    section('Processor', 'A function that records its attempts, besides what feeds it.', [
      feeding,
      ...grants.processor,
    ]),
    section(
      'Viewer beside an account',
      '`npm start -- --aws`, to look: the table is on the same machine. `sts:GetCallerIdentity`, asked once at the start, needs no permission.',
      besideAccount.viewer,
    ),
    section(
      'Operator beside an account',
      'The same, who also sends, redrives and deletes: jobs run in the server.',
      besideAccount.operator,
    ),
    '',
  ].join('\n\n');
}

function section(title: string, what: string, list: readonly Grant[]): string {
  const rows = list.map(
    ({ actions, on, why }) => `| ${actions.map((action) => `\`${action}\``).join(' ')} | ${on} | ${why} |`,
  );
  const table = ['| may | on | for |', '| --- | --- | --- |', ...rows].join('\n');
  const policy = ['```json', JSON.stringify(toPolicy(list), null, 2), '```'].join('\n');
  return [`## ${title}`, what, table, policy].join('\n\n');
}
