import type { RestAction } from '../../core/action.ts';
import { FUNCTION_SHAPE, type FunctionInput } from '../registry/function-input.ts';
import { CONCURRENCY_PATH, type ConcurrencyContext } from './context.ts';

/** Takes the reservation away; also where there is none. */
export function deleteFunctionConcurrency({ functions }: ConcurrencyContext): RestAction {
  const action: RestAction<FunctionInput> = {
    name: 'DeleteFunctionConcurrency',
    method: 'DELETE',
    path: CONCURRENCY_PATH,
    status: 204,
    shape: FUNCTION_SHAPE,
    run({ FunctionName }) {
      const { name } = functions.get(FunctionName).definition;
      functions.configure(name, { reservedConcurrency: null });
    },
  };
  return action;
}
