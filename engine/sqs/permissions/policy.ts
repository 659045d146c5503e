/** One permission of a queue's policy. AddPermission knows it by its label, the statement's id. */
export interface Statement {
  Sid?: unknown;
  [element: string]: unknown;
}

/** A queue's access policy, as far as adding and removing permissions has to read it. */
export interface Policy {
  statements: Statement[];
  /** All but the statements. */
  head: Record<string, unknown>;
}

/** The policy of a `Policy` attribute, or undefined when it is no JSON object with statements. One statement may stand alone. */
export function parsePolicy(text: string): Policy | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { Statement: given, ...head } = value;
  const statements = Array.isArray(given) ? given : [given];
  return statements.every(isObject) ? { statements, head } : undefined;
}

/** The policy that AddPermission begins with on a queue that has none. */
export function emptyPolicy(queueArn: string): Policy {
  return { head: { Version: '2008-10-17', Id: `${queueArn}/SQSDefaultPolicy` }, statements: [] };
}

export function formatPolicy({ head, statements }: Policy): string {
  return JSON.stringify({ ...head, Statement: statements });
}

/** What AddPermission writes: a single principal or action stands alone, several in a list. */
export function createStatement(
  label: string,
  accountIds: readonly string[],
  actions: readonly string[],
  queueArn: string,
): Statement {
  return {
    Sid: label,
    Effect: 'Allow',
    Principal: { AWS: oneOrMore(accountIds.map((accountId) => `arn:aws:iam::${accountId}:root`)) },
    Action: oneOrMore(actions.map((action) => `SQS:${action}`)),
    Resource: queueArn,
  };
}

function oneOrMore(values: readonly string[]): string | readonly string[] | undefined {
  return values.length === 1 ? values[0] : values;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
