import type { Account } from '../../core/account.ts';
import { formatArn } from '../../core/account.ts';
import { Fault } from '../../core/fault.ts';

const FUNCTION_NAME_PATTERN =
  /^(arn:(?<partition>aws[a-zA-Z-]*):lambda:(?<region>[a-z]{2}(-[a-z]+)+-\d):)?((?<accountId>\d{12}):)?(function:)?(?<name>[a-zA-Z0-9-_]{1,64})(:(?<qualifier>\$LATEST|[a-zA-Z0-9-_]+))?$/;

/** `arn:aws:lambda:us-east-1:000000000000:function:processor` */
export function functionArn(account: Account, name: string): string {
  return formatArn(account, 'lambda', `function:${name}`);
}

/**
 * The plain name in a name, a partial ARN or a full one.
 * @throws Fault FunctionNotFound for another account or region, or a version other than `$LATEST`.
 */
export function parseFunctionName(text: string, account: Account, qualifier?: string): string {
  const groups = FUNCTION_NAME_PATTERN.exec(text)?.groups;
  const name = groups?.['name'];
  if (!groups || name === undefined)
    throw new Fault(
      'ValidationError',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
    );
  const wanted = groups['qualifier'] ?? qualifier ?? '$LATEST';
  const region = groups['region'] ?? account.region;
  const accountId = groups['accountId'] ?? account.accountId;
  if (wanted !== '$LATEST' || region !== account.region || accountId !== account.accountId) {
    const arn = functionArn({ region, accountId }, name);
    throw functionNotFound(wanted === '$LATEST' ? arn : `${arn}:${wanted}`);
  }
  return name;
}

export function functionNotFound(arn: string): Fault {
  return new Fault('FunctionNotFound', `Function not found: ${arn}`);
}
