import type { RestAction } from '../../core/action.ts';
import { FUNCTION_SHAPE, type FunctionInput } from '../registry/function-input.ts';
import { READ_CONCURRENCY_PATH, type ConcurrencyContext } from './context.ts';

/** The reserved concurrency; an empty answer where none is reserved. */
export function getFunctionConcurrency({ functions }: ConcurrencyContext): RestAction {
  const action: RestAction<FunctionInput> = {
    name: 'GetFunctionConcurrency',
    method: 'GET',
    path: READ_CONCURRENCY_PATH,
    status: 200,
    shape: FUNCTION_SHAPE,
    run({ FunctionName }) {
      const { reservedConcurrency: reserved } = functions.get(FunctionName).definition;
      return typeof reserved === 'number' ? { ReservedConcurrentExecutions: reserved } : {};
    },
  };
  return action;
}
