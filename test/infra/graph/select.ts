import type { Resource, StackGraph } from './types.ts';

/** The resources of a type, by the last part of its name: `Queue` for `aws:sqs/queue:Queue`. */
export function select(graph: StackGraph, service: string, kind: string): Resource[] {
  return graph.resources.filter(
    ({ type }) => type.startsWith(`aws:${service}/`) && type.endsWith(`:${kind}`),
  );
}

/** The text of a field; empty where it is absent or no text. */
export function text(resource: Resource, field: string): string {
  const value = resource.inputs[field];
  return typeof value === 'string' ? value : '';
}

/** `arn:aws:sqs:us-east-1:123456789012:dlq` → `dlq`; also of a function's ARN. */
export function nameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

export interface Statement {
  Effect: string;
  Action: string | string[];
  Resource?: string | string[];
  Principal?: string | Record<string, string | string[]>;
}

/** The statements of an IAM policy in JSON. */
export function statementsOf(policy: string): Statement[] {
  return (JSON.parse(policy) as { Statement: Statement[] }).Statement;
}

/** IAM takes one or many. */
export function toList(value: string | string[] | undefined): string[] {
  return typeof value === 'string' ? [value] : (value ?? []);
}

/** What a role may do: the statements of its own policies. */
export function permissionsOf(role: Resource): Statement[] {
  const policies = (role.inputs['inlinePolicies'] ?? []) as { policy: string }[];
  return policies.flatMap(({ policy }) => statementsOf(policy));
}

/** The role that a function runs as. */
export function roleOf(graph: StackGraph, fn: Resource): Resource | undefined {
  const name = text(fn, 'role').split('/').at(-1);
  return select(graph, 'iam', 'Role').find((role) => text(role, 'name') === name);
}
