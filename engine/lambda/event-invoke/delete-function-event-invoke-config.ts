import type { RestAction } from '../../core/action.ts';
import { FUNCTION_SHAPE, type FunctionInput } from '../registry/function-input.ts';
import { EVENT_INVOKE_PATH, nameOf, requireConfig, type EventInvokeContext } from './context.ts';

/** Back to the defaults, for events that are under way too. */
export function deleteFunctionEventInvokeConfig(context: EventInvokeContext): RestAction {
  const action: RestAction<FunctionInput> = {
    name: 'DeleteFunctionEventInvokeConfig',
    method: 'DELETE',
    path: EVENT_INVOKE_PATH,
    status: 204,
    shape: FUNCTION_SHAPE,
    run({ FunctionName, Qualifier }) {
      const name = nameOf(context, FunctionName, Qualifier);
      requireConfig(context, name);
      context.configs.delete(name);
    },
  };
  return action;
}
