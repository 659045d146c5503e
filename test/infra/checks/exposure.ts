import { select, statementsOf, text, toList } from '../graph/select.ts';
import type { Resource, StackGraph } from '../graph/types.ts';

const CLOUDFRONT = 'cloudfront.amazonaws.com';
const MAY_TAKE_A_ROLE = new Set(['lambda.amazonaws.com', 'edgelambda.amazonaws.com']);

/** Where somebody from outside could get in, one sentence each. */
export function findExposureProblems(graph: StackGraph): string[] {
  const urls = select(graph, 'lambda', 'FunctionUrl');
  return [
    ...(urls.length > 0 ? [] : ['The desk has no function URL at all.']),
    ...urls.flatMap(checkUrl),
    ...select(graph, 'lambda', 'Permission').flatMap(checkInvoker),
    ...select(graph, 'iam', 'Role').flatMap(checkTrust),
    ...checkBuckets(graph),
    ...checkSigning(graph),
    ...checkOrigins(graph),
    ...select(graph, 'sqs', 'QueuePolicy').map(({ name }) => `${name} opens a queue to others.`),
  ];
}

function checkUrl({ name, inputs }: Resource): string[] {
  const authorization = inputs['authorizationType'];
  return [
    ...(authorization === 'AWS_IAM' ? [] : [`${name} is public: ${String(authorization)}.`]),
    ...(inputs['cors'] === undefined ? [] : [`${name} lets other web sites read its answers.`]),
  ];
}

/** CloudFront, and of all distributions of the world the stack's own. */
function checkInvoker(permission: Resource): string[] {
  const { name } = permission;
  const principal = text(permission, 'principal');
  if (principal !== CLOUDFRONT) return [`${name} lets ${principal} invoke a function.`];
  return text(permission, 'sourceArn').includes(':distribution/')
    ? []
    : [`${name} lets every distribution invoke a function.`];
}

function checkTrust(role: Resource): string[] {
  const principals = statementsOf(text(role, 'assumeRolePolicy')).flatMap(({ Principal = {} }) =>
    typeof Principal === 'string' ? [Principal] : Object.values(Principal).flatMap(toList),
  );
  return principals
    .filter((principal) => !MAY_TAKE_A_ROLE.has(principal))
    .map((principal) => `${role.name} may be taken by ${principal}.`);
}

const BLOCKS = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets'];

function checkBuckets(graph: StackGraph): string[] {
  const blocks = select(graph, 's3', 'BucketPublicAccessBlock').filter(({ inputs }) =>
    BLOCKS.every((field) => inputs[field] === true),
  );
  const blocked = new Set(blocks.map((block) => text(block, 'bucket')));
  return select(graph, 's3', 'Bucket')
    .map((bucket) => text(bucket, 'bucket'))
    .filter((bucket) => !blocked.has(bucket))
    .map((bucket) => `${bucket} may be made public.`);
}

/** Lambda refuses a body whose hash CloudFront was not told, and no browser tells it. */
function checkSigning(graph: StackGraph): string[] {
  const signing = select(graph, 'cloudfront', 'Distribution').filter(({ inputs }) => {
    const { lambdaFunctionAssociations: edge = [] } = inputs['defaultCacheBehavior'] as {
      lambdaFunctionAssociations?: { eventType: string; includeBody?: boolean }[];
    };
    return edge.some(({ eventType, includeBody }) => eventType === 'origin-request' && includeBody);
  });
  return signing.length > 0 ? [] : ['No distribution signs the bodies of requests.'];
}

/** SST keeps origins in CloudFront's key-value store; they say whether requests are signed. */
function checkOrigins(graph: StackGraph): string[] {
  const entries = graph.resources.flatMap(({ inputs }) => {
    const { metadata } = (inputs['entries'] ?? {}) as { metadata?: string };
    return metadata === undefined
      ? []
      : [JSON.parse(metadata) as Record<string, { originAccessControlConfig?: unknown }>];
  });
  if (entries.length === 0) return ['CloudFront knows no origin.'];
  return entries.flatMap(({ origin, image }) =>
    [origin, image]
      .filter((part) => part !== undefined && !part.originAccessControlConfig)
      .map(() => 'CloudFront does not sign its requests to an origin.'),
  );
}
