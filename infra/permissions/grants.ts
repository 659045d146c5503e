/** What a grant is about; the stack and the document put ARNs in its place. */
export type GrantTarget =
  | 'anything'
  | 'named queues'
  | 'dead-letter queues'
  | 'jobs queue'
  | 'source queue'
  | 'state table'
  | 'state table and index'
  | 'named functions'
  | 'functions to run again'
  | 'every function';

/** A statement of an IAM policy, with the reason for it. */
export interface Grant {
  actions: readonly string[];
  on: GrantTarget;
  why: string;
}

export type Role = 'viewer' | 'operator' | 'mover' | 'processor';

const listing: Grant = {
  actions: [
    'sqs:ListQueues',
    'lambda:ListEventSourceMappings',
    'cloudwatch:GetMetricData',
    'cloudwatch:DescribeAlarms',
  ],
  on: 'anything',
  why: 'Which queues, consumers and alarms there are, and their metrics: listings are about everything.',
};

const describing: Grant = {
  actions: [
    'sqs:GetQueueUrl',
    'sqs:GetQueueAttributes',
    'sqs:ListDeadLetterSourceQueues',
    'sqs:ListQueueTags',
    'sqs:ListMessageMoveTasks',
  ],
  on: 'named queues',
  why: 'Depths, redrive policies, tags and move tasks.',
};

const looking: Grant = {
  actions: ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'],
  on: 'dead-letter queues',
  why: 'Receiving is the only way to look at messages; they are given back.',
};

const listingFunctions: Grant = {
  actions: ['lambda:ListFunctions'],
  on: 'anything',
  why: 'Which functions have a queue as their dead-letter queue; IAM has no narrower resource.',
};

const readingDestinations: Grant = {
  actions: ['lambda:ListFunctionEventInvokeConfigs'],
  on: 'every function',
  why: 'Which functions have a queue as their failure destination: any of them may.',
};

const readingTimeouts: Grant = {
  actions: ['lambda:GetFunctionConfiguration'],
  on: 'named functions',
  why: 'Timeouts of consumers, to judge visibility timeouts.',
};

const readingState: readonly Grant[] = [
  {
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem'],
    on: 'state table',
    why: 'Redrive jobs, their ledgers, and what copies of messages came to.',
  },
  {
    actions: ['dynamodb:Query'],
    on: 'state table and index',
    why: 'Attempts of messages, causes and retries of queues, listings of jobs.',
  },
];

const writingState: Grant = {
  actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
  on: 'state table',
  why: 'Redrive jobs, their ledgers and files of messages.',
};

const viewer: readonly Grant[] = [
  listing,
  listingFunctions,
  readingDestinations,
  readingTimeouts,
  describing,
  looking,
  ...readingState,
];

const operator: readonly Grant[] = [
  ...viewer,
  {
    actions: ['sqs:SendMessage'],
    on: 'named queues',
    why: 'Test messages, and what a move task sends to the queue that it moves to.',
  },
  {
    actions: ['sqs:StartMessageMoveTask', 'sqs:CancelMessageMoveTask', 'sqs:DeleteMessage'],
    on: 'dead-letter queues',
    why: 'Move tasks of AWS, which delete in the name of whoever started them.',
  },
  { actions: ['sqs:SendMessage'], on: 'jobs queue', why: 'Have the mover run a redrive job.' },
  writingState,
];

const runningAgain: Grant = {
  actions: ['lambda:InvokeFunction'],
  on: 'functions to run again',
  why: 'Run functions again with the events that they could not be run with.',
};

const mover: readonly Grant[] = [
  {
    actions: [
      'sqs:GetQueueUrl',
      'sqs:GetQueueAttributes',
      'sqs:ListDeadLetterSourceQueues',
      'sqs:SendMessage',
    ],
    on: 'named queues',
    why: 'Find the queues of a job and send to its target.',
  },
  {
    actions: ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'],
    on: 'dead-letter queues',
    why: 'Take messages out, or give back those that were not selected.',
  },
  {
    actions: ['sqs:GetQueueUrl', 'sqs:SendMessage'],
    on: 'jobs queue',
    why: 'Hand a long job over to the next invocation.',
  },
  ...readingState,
  writingState,
  listingFunctions,
  readingDestinations,
  runningAgain,
];

const processor: readonly Grant[] = [
  { actions: ['dynamodb:BatchWriteItem'], on: 'state table', why: 'Record attempts.' },
];

/** What the code of each role calls, and nothing else; `test/infra` holds this against the call sites. */
export const grants: Readonly<Record<Role, readonly Grant[]>> = { viewer, operator, mover, processor };

const isOfTheAccount = ({ on }: Grant) => on !== 'jobs queue' && !on.startsWith('state table');

/** Beside an account: the table is on the same machine, and jobs run in the server. */
export const besideAccount: Readonly<Record<'viewer' | 'operator', readonly Grant[]>> = {
  viewer: viewer.filter(isOfTheAccount),
  operator: [...operator.filter(isOfTheAccount), runningAgain],
};

/** What an event source mapping does with the queue that feeds a function, in the name of that function's role. */
export const feeding: Grant = {
  actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  on: 'source queue',
  why: 'The event source mapping reads its queue as the function.',
};
