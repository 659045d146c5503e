import type { Account } from '../../core/account.ts';
import type { RestAction } from '../../core/action.ts';
import { moduleUrl } from '../runtime/module-url.ts';
import { describeFunction } from './describe-function.ts';
import type { FunctionRegistry } from './function-registry.ts';
import { FUNCTION_SHAPE, type FunctionInput } from './function-input.ts';

/** A function's configuration and where its code is: a file of this machine. */
export function getFunction(context: { functions: FunctionRegistry; account: Account }): RestAction {
  const action: RestAction<FunctionInput> = {
    name: 'GetFunction',
    method: 'GET',
    path: '/2015-03-31/functions/{FunctionName}',
    status: 200,
    shape: FUNCTION_SHAPE,
    async run({ FunctionName, Qualifier }) {
      const fn = context.functions.get(FunctionName, Qualifier);
      const { entry, reservedConcurrency } = fn.definition;
      return {
        Configuration: await describeFunction(fn, context.account),
        Code: { RepositoryType: 'local', Location: moduleUrl(entry) },
        ...(typeof reservedConcurrency === 'number' && {
          Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
        }),
      };
    },
  };
  return action;
}
