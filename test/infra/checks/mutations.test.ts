import { expect, inject, it } from 'vitest';
import { type Statement, select, text } from '../graph/select.ts';
import type { Resource, StackGraph } from '../graph/types.ts';
import { findProblems } from './find-problems.ts';

const production = inject('production');

/** The one resource whose name begins so, to be spoilt. */
function find(graph: StackGraph, service: string, kind: string, name: string): Resource {
  const found = select(graph, service, kind).find(
    (one) => one.name.startsWith(name) || text(one, 'name') === name,
  );
  if (!found) throw new TypeError(`There is no ${kind} ${name} to spoil`);
  return found;
}

const spoil =
  (service: string, kind: string, name: string, inputs: Record<string, unknown>) => (graph: StackGraph) =>
    void Object.assign(find(graph, service, kind, name).inputs, inputs);

const permit =
  (role: string, Action: string, about: string) =>
  (graph: StackGraph): void => {
    const Statement: Statement[] = [{ Effect: 'Allow', Action, Resource: about }];
    const { inputs } = find(graph, 'iam', 'Role', role);
    inputs['inlinePolicies'] = [
      ...(inputs['inlinePolicies'] as unknown[]),
      { policy: JSON.stringify({ Statement }) },
    ];
  };

const without = (service: string, kind: string, name: string) => (graph: StackGraph) => {
  const gone = find(graph, service, kind, name);
  graph.resources.splice(graph.resources.indexOf(gone), 1);
};

const add = (type: string, inputs: Record<string, unknown>) => (graph: StackGraph) =>
  void graph.resources.push({ type, name: 'Added', inputs });

const DLQ = 'arn:aws:sqs:us-east-1:123456789012:dlq';

it.each<[string, (graph: StackGraph) => void, RegExp]>([
  [
    'a receive too many',
    spoil('sqs', 'Queue', 'main-queue', {
      redrivePolicy: `{"deadLetterTargetArn":"${DLQ}","maxReceiveCount":4}`,
    }),
    /main-queue: its redrive policy/,
  ],
  [
    'no redrive policy',
    spoil('sqs', 'Queue', 'main-queue', { redrivePolicy: undefined }),
    /main-queue: its redrive policy is null/,
  ],
  [
    'another dead-letter queue',
    spoil('sqs', 'Queue', 'main-queue', {
      redrivePolicy: `{"deadLetterTargetArn":"${DLQ}2","maxReceiveCount":3}`,
    }),
    /main-queue: its redrive policy/,
  ],
  [
    'a shorter retention',
    spoil('sqs', 'Queue', 'dlq', { messageRetentionSeconds: 60 }),
    /dlq: messageRetentionSeconds is 60/,
  ],
  ['a queue that is not ours', add('aws:sqs/queue:Queue', { name: 'stray' }), /stray is made/],
  ['a queue that is missing', without('sqs', 'Queue', 'expiry-queue'), /expiry-queue is not made/],
  [
    'a visibility timeout below six function timeouts',
    spoil('lambda', 'Function', 'processor', { timeout: 6 }),
    /processor needs a visibility timeout/,
  ],
  [
    'whole batches',
    spoil('lambda', 'EventSourceMapping', 'MainQueue', { functionResponseTypes: [] }),
    /processor answers for a batch/,
  ],
  [
    'no bound of concurrency',
    spoil('lambda', 'EventSourceMapping', 'MainQueue', { scalingConfig: undefined }),
    /processor may use up/,
  ],
  [
    'a queue that feeds nobody',
    without('lambda', 'EventSourceMapping', 'RedriveJobs'),
    /redrive-jobs does not feed it/,
  ],
  [
    'a second consumer',
    add('aws:lambda/eventSourceMapping:EventSourceMapping', {}),
    /4 event source mappings/,
  ],
  [
    'an old runtime',
    spoil('lambda', 'Function', 'processor', { runtime: 'nodejs14.x' }),
    /processor runs on nodejs14.x/,
  ],
  ['every action of SQS', permit('ProcessorRole', 'sqs:*', DLQ), /ProcessorRole may sqs:\*/],
  ['every action', permit('DeskServer', '*', DLQ), /DeskServer.* may \*/],
  ['a queue of any name', permit('DeskServer', 'sqs:DeleteMessage', '*'), /may sqs:DeleteMessage on \*/],
  [
    'queues by a wildcard',
    permit('RedriveMover', 'sqs:SendMessage', `${DLQ}*`),
    /may sqs:SendMessage on .*dlq\*/,
  ],
  [
    'a processor at the dead-letter queue',
    permit('ProcessorRole', 'sqs:SendMessage', DLQ),
    /ProcessorRole may touch dlq/,
  ],
  [
    'a processor at another queue',
    permit('ProcessorRole', 'sqs:SendMessage', `${DLQ}2`),
    /may touch 2 queues/,
  ],
  [
    'a policy of AWS',
    spoil('iam', 'Role', 'ProcessorRole', {
      managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSQSFullAccess'],
    }),
    /has the policy .*AmazonSQSFullAccess/,
  ],
  ['a policy on its own', add('aws:iam/rolePolicy:RolePolicy', {}), /gives permissions by itself/],
  [
    'a public function URL',
    spoil('lambda', 'FunctionUrl', 'DeskServer', { authorizationType: 'NONE' }),
    /is public: NONE/,
  ],
  [
    'answers for other web sites',
    spoil('lambda', 'FunctionUrl', 'DeskServer', { cors: { allowOrigins: ['*'] } }),
    /lets other web sites read/,
  ],
  [
    'a function for everybody',
    add('aws:lambda/permission:Permission', { principal: '*' }),
    /lets \* invoke a function/,
  ],
  [
    'a function for every distribution',
    add('aws:lambda/permission:Permission', { principal: 'cloudfront.amazonaws.com' }),
    /lets every distribution/,
  ],
  [
    'a role for the account',
    spoil('iam', 'Role', 'ProcessorRole', {
      assumeRolePolicy: '{"Statement":[{"Principal":{"AWS":"arn:aws:iam::123456789012:root"}}]}',
    }),
    /may be taken by .*root/,
  ],
  [
    'a bucket that may be public',
    without('s3', 'BucketPublicAccessBlock', 'DeskAssets'),
    /deskassetsbucket.* may be made public/,
  ],
  [
    'unsigned bodies',
    (graph) => {
      const { inputs } = find(graph, 'cloudfront', 'Distribution', 'Door');
      Object.assign(inputs['defaultCacheBehavior'] as object, { lambdaFunctionAssociations: [] });
    },
    /No distribution signs/,
  ],
  [
    'unsigned requests',
    (graph) => {
      const keys = graph.resources.find(({ inputs }) => inputs['entries'] !== undefined);
      Object.assign(keys?.inputs ?? {}, { entries: { metadata: '{"origin":{}}' } });
    },
    /does not sign its requests/,
  ],
  ['a queue for others', add('aws:sqs/queuePolicy:QueuePolicy', {}), /opens a queue to others/],
  ['a missing alarm', without('cloudwatch', 'MetricAlarm', 'dlq-not-empty'), /dlq-not-empty is not made/],
  [
    'an alarm of another queue',
    spoil('cloudwatch', 'MetricAlarm', 'dlq-not-empty', { dimensions: { QueueName: 'x' } }),
    /dlq-not-empty watches x/,
  ],
  [
    'an alarm that rings late',
    spoil('cloudwatch', 'MetricAlarm', 'dlq-not-empty', { threshold: 5 }),
    /dlq-not-empty rings above 5/,
  ],
  [
    'dead letters that go with the stage',
    (graph) => {
      find(graph, 'sqs', 'Queue', 'dlq').retainOnDelete = false;
    },
    /dlq goes when production is removed/,
  ],
  [
    'a stage that anybody removes',
    (graph) => {
      graph.app.protect = false;
    },
    /production is removed otherwise/,
  ],
  [
    'a table that keeps everything',
    spoil('dynamodb', 'Table', 'redrive-state', { ttl: undefined }),
    /expires nothing/,
  ],
  [
    'a table that can be deleted',
    spoil('dynamodb', 'Table', 'redrive-state', { deletionProtectionEnabled: false }),
    /not protected/,
  ],
  [
    'a door that keeps cookies',
    (graph) => {
      const { inputs } = find(graph, 'cloudfront', 'Distribution', 'Door');
      Object.assign(inputs['defaultCacheBehavior'] as object, { originRequestPolicyId: undefined });
    },
    /CloudFront keeps cookies/,
  ],
  [
    'sessions over HTTP',
    (graph) => {
      const { inputs } = find(graph, 'cloudfront', 'Distribution', 'Door');
      Object.assign(inputs['defaultCacheBehavior'] as object, { viewerProtocolPolicy: 'allow-all' });
    },
    /CloudFront lets a session go over HTTP/,
  ],
  [
    'answers that are kept',
    spoil('cloudfront', 'CachePolicy', 'Door', { defaultTtl: 60 }),
    /CloudFront keeps answers/,
  ],
  ['a hidden host', spoil('cloudfront', 'Function', 'Door', { code: '' }), /CloudFront hides the host/],
  [
    'a desk that does not know its address',
    spoil('lambda', 'Function', 'DeskServer', { environment: { variables: {} } }),
    /The desk calls itself ""/,
  ],
  [
    'a desk without sessions',
    spoil('iam', 'Role', 'DeskServer', { inlinePolicies: [] }),
    /The desk may not dynamodb:PutItem/,
  ],
  [
    'logs for ever',
    spoil('cloudwatch', 'LogGroup', 'ProcessorLogGroup', { retentionInDays: 0 }),
    /log of processor is kept for ever/,
  ],
])('finds %s', (_, mutate, problem) => {
  const graph = structuredClone(production);
  mutate(graph);
  expect(findProblems(graph, 'production')).toContainEqual(expect.stringMatching(problem));
});
