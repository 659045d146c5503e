import { nameInStage } from '#infra/names';
import { queues } from '#infra/queues';
import { nameOfArn, permissionsOf, select, type Statement, toList } from '../graph/select.ts';
import type { Resource, StackGraph } from '../graph/types.ts';

/** Actions that may be about everything, and why. Nothing else has `*` for its resource. */
const ABOUT_EVERYTHING: Readonly<Record<string, string>> = {
  'sqs:ListQueues': 'IAM knows no narrower resource',
  'lambda:ListEventSourceMappings': 'IAM knows no narrower resource',
  'lambda:ListFunctions': 'IAM knows no narrower resource',
  'cloudwatch:GetMetricData': 'IAM knows no narrower resource',
  'cloudwatch:DescribeAlarms': 'a listing, of alarms whose names the desk does not know',
};

/** Resources with a wildcard in them, by the action that may have them, and why. */
const WITH_WILDCARD: Readonly<Record<string, { resource: RegExp; why: string }>> = {
  'lambda:ListFunctionEventInvokeConfigs': {
    resource: /^arn:aws:lambda:[\w-]+:\d+:function:\*$/,
    why: 'any function may have a queue as its failure destination',
  },
  's3:GetObject': {
    resource: /^arn:aws:s3:::redrive-[\w-]+-deskassetsbucket-\w+\/\*$/,
    why: 'objects of the bucket of the site',
  },
  's3:PutObject': {
    resource: /^arn:aws:s3:::redrive-[\w-]+-deskassetsbucket-\w+\/\*$/,
    why: 'pages kept by OpenNext',
  },
  's3:DeleteObject': {
    resource: /^arn:aws:s3:::redrive-[\w-]+-deskassetsbucket-\w+\/\*$/,
    why: 'pages kept by OpenNext',
  },
};

/** Policies of AWS that a role may have: Lambda writes a function's log in its name. */
const MANAGED = new Set(['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']);

/** Where a role may do more than it should, one sentence each. */
export function findPermissionProblems(graph: StackGraph, stage: string): string[] {
  const roles = select(graph, 'iam', 'Role');
  if (roles.length === 0) return ['The stack has no roles.'];
  return [
    ...roles.flatMap((role) => permissionsOf(role).flatMap((statement) => checkWildcards(role, statement))),
    ...roles.flatMap(checkManaged),
    ...roles.filter(({ name }) => /Processor/.test(name)).flatMap((role) => checkProcessor(role, stage)),
    ...checkOtherPolicies(graph),
  ];
}

function checkWildcards({ name }: Resource, { Effect, Action, Resource: about }: Statement): string[] {
  if (Effect !== 'Allow') return [];
  return toList(Action).flatMap((action) => {
    if (action.includes('*')) return [`${name} may ${action}.`];
    return toList(about)
      .filter((resource) => resource.includes('*') && !mayHave(action, resource))
      .map((resource) => `${name} may ${action} on ${resource}.`);
  });
}

function mayHave(action: string, resource: string): boolean {
  if (resource === '*') return Object.hasOwn(ABOUT_EVERYTHING, action);
  return WITH_WILDCARD[action]?.resource.test(resource) ?? false;
}

function checkManaged({ name, inputs }: Resource): string[] {
  return ((inputs['managedPolicyArns'] ?? []) as string[])
    .filter((arn) => !MANAGED.has(arn))
    .map((arn) => `${name} has the policy ${arn}.`);
}

/** A processor takes from the queue that feeds it, and from no other; least of all from a dead-letter queue. */
function checkProcessor(role: Resource, stage: string): string[] {
  const dead = new Set(
    queues.flatMap(({ redrivePolicy }) =>
      redrivePolicy ? [nameInStage(redrivePolicy.deadLetterQueue, stage)] : [],
    ),
  );
  const ofQueues = permissionsOf(role).filter(({ Action }) =>
    toList(Action).some((action) => action.startsWith('sqs:')),
  );
  const names = [...new Set(ofQueues.flatMap(({ Resource: about }) => toList(about)))].map(nameOfArn);
  return [
    ...names.filter((name) => dead.has(name)).map((name) => `${role.name} may touch ${name}.`),
    ...(names.length === 1 ? [] : [`${role.name} may touch ${names.length} queues: ${names.join(', ')}.`]),
  ];
}

/** A role's permissions are in the role: a policy that is made by itself would not be looked at here. */
function checkOtherPolicies(graph: StackGraph): string[] {
  const kinds = ['Policy', 'RolePolicy', 'RolePolicyAttachment', 'PolicyAttachment', 'User', 'UserPolicy'];
  return kinds
    .flatMap((kind) => select(graph, 'iam', kind))
    .map(({ name }) => `${name} gives permissions by itself.`);
}
