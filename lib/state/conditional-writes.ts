import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { callTable, type StateSubject } from './call-table.ts';
import type { StateItem } from './read-index-page.ts';
import type { StateTable } from './state-table.ts';

/** When a write may happen; names and values as DynamoDB's expressions take them. */
export interface Condition {
  expression: string;
  names?: Record<string, string>;
  values?: Record<string, unknown>;
}

/** Sets attributes of the item at `key` if the condition holds, and returns the item as it is then; null when it does not hold. */
export async function updateIf(
  ctx: Context,
  key: StateItem,
  set: Record<string, unknown>,
  condition: Condition,
  subject: StateSubject,
): Promise<StateItem | null> {
  const fields = Object.entries(set);
  const names = Object.fromEntries(fields.map(([name], index) => [`#set${index}`, name]));
  const values = Object.fromEntries(fields.map(([, value], index) => [`:set${index}`, value]));
  return ifHeld(
    callTable(
      ctx,
      'dynamodb:UpdateItem',
      async ({ name, documents }) => {
        const { Attributes = {} } = await documents.send(
          new UpdateCommand({
            TableName: name,
            Key: key,
            UpdateExpression: `SET ${fields.map((_, index) => `#set${index} = :set${index}`).join(', ')}`,
            ConditionExpression: condition.expression,
            ExpressionAttributeNames: { ...names, ...condition.names },
            ExpressionAttributeValues: { ...values, ...condition.values },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return Attributes;
      },
      subject,
    ),
    null,
  );
}

/** Stores `item` whole if the condition holds for what is there; false when it does not. */
export function putIf(
  ctx: Context,
  item: StateItem,
  condition: Condition,
  subject: StateSubject,
): Promise<boolean> {
  return writeIf(ctx, 'dynamodb:PutItem', subject, ({ name, documents }) =>
    documents.send(new PutCommand({ TableName: name, Item: item, ...toExpressions(condition) })),
  );
}

/** Deletes the item at `key` if the condition holds. */
export function deleteIf(
  ctx: Context,
  key: StateItem,
  condition: Condition,
  subject: StateSubject,
): Promise<boolean> {
  return writeIf(ctx, 'dynamodb:DeleteItem', subject, ({ name, documents }) =>
    documents.send(new DeleteCommand({ TableName: name, Key: key, ...toExpressions(condition) })),
  );
}

async function writeIf(
  ctx: Context,
  action: `dynamodb:${string}`,
  subject: StateSubject,
  write: (table: StateTable) => Promise<unknown>,
): Promise<boolean> {
  const written = callTable(ctx, action, write, subject).then(() => true);
  return ifHeld(written, false);
}

function toExpressions({ expression, names, values }: Condition) {
  return {
    ConditionExpression: expression,
    ...(names && { ExpressionAttributeNames: names }),
    ...(values && { ExpressionAttributeValues: values }),
  };
}

async function ifHeld<Held, Otherwise>(
  write: Promise<Held>,
  otherwise: Otherwise,
): Promise<Held | Otherwise> {
  try {
    return await write;
  } catch (error) {
    if (isConditionFailure(error)) return otherwise;
    throw error;
  }
}

function isConditionFailure(error: unknown): boolean {
  const call = error instanceof DomainError ? error.cause : undefined;
  const cause = call instanceof DomainError ? call.cause : undefined;
  return cause instanceof Error && cause.name === 'ConditionalCheckFailedException';
}
