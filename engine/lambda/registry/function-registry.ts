import type { Account } from '../../core/account.ts';
import type { Clock } from '../../core/clock.ts';
import type { Ids } from '../../core/ids.ts';
import type { FunctionDefinition } from '../function-definition.ts';
import type { FunctionRuntime } from '../runtime/function-runtime.ts';
import { functionArn, functionNotFound, parseFunctionName } from './function-name.ts';

export interface LambdaFunction {
  readonly arn: string;
  readonly definition: FunctionDefinition;
  readonly revisionId: string;
  readonly lastModifiedMs: number;
  readonly runtime: FunctionRuntime;
}

export type ConfigurationChange = Partial<
  Pick<FunctionDefinition, 'timeoutSeconds' | 'memoryMb' | 'environment'>
>;

export interface FunctionRegistry {
  /**
   * The function of a name, partial ARN or ARN.
   * @throws Fault FunctionNotFound
   */
  get(nameOrArn: string, qualifier?: string): LambdaFunction;
  /** In the order they were given. */
  list(): LambdaFunction[];
  /** Later invocations run with the change, in new execution environments. */
  configure(name: string, change: ConfigurationChange): LambdaFunction;
  close(): Promise<void>;
}

export function createFunctionRegistry(options: {
  clock: Clock;
  ids: Ids;
  account: Account;
  functions: readonly FunctionDefinition[];
  createRuntime: (name: string, definition: () => FunctionDefinition) => FunctionRuntime;
}): FunctionRegistry {
  const { clock, ids, account, functions, createRuntime } = options;
  const byName = new Map<string, LambdaFunction>();

  const find = (name: string): LambdaFunction => {
    const found = byName.get(name);
    if (!found) throw functionNotFound(functionArn(account, name));
    return found;
  };
  for (const definition of functions) {
    const { name } = definition;
    if (byName.has(name)) throw new TypeError(`two functions are called ${name}`);
    byName.set(name, {
      arn: functionArn(account, name),
      definition,
      revisionId: ids.uuid(),
      lastModifiedMs: clock.nowMs(),
      runtime: createRuntime(name, () => find(name).definition),
    });
  }

  return {
    get: (nameOrArn, qualifier) => find(parseFunctionName(nameOrArn, account, qualifier)),
    list: () => [...byName.values()],
    configure(name, change) {
      const before = find(name);
      const after: LambdaFunction = {
        ...before,
        definition: { ...before.definition, ...change },
        revisionId: ids.uuid(),
        lastModifiedMs: clock.nowMs(),
      };
      byName.set(name, after);
      after.runtime.renew();
      return after;
    },
    async close() {
      await Promise.all([...byName.values()].map(({ runtime }) => runtime.close()));
    },
  };
}
