import type { Account } from '../../core/account.ts';
import type { RestAction } from '../../core/action.ts';
import { describeFunction } from './describe-function.ts';
import { FUNCTION_SHAPE, type FunctionInput } from './function-input.ts';
import type { FunctionRegistry } from './function-registry.ts';

export function getFunctionConfiguration(context: {
  functions: FunctionRegistry;
  account: Account;
}): RestAction {
  const action: RestAction<FunctionInput> = {
    name: 'GetFunctionConfiguration',
    method: 'GET',
    path: '/2015-03-31/functions/{FunctionName}/configuration',
    status: 200,
    shape: FUNCTION_SHAPE,
    run: ({ FunctionName, Qualifier }) =>
      describeFunction(context.functions.get(FunctionName, Qualifier), context.account),
  };
  return action;
}
