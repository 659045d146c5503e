import type { RestAction } from '../../core/action.ts';
import { FUNCTION_SHAPE, type FunctionInput } from '../registry/function-input.ts';
import {
  describeConfig,
  EVENT_INVOKE_PATH,
  nameOf,
  requireConfig,
  type EventInvokeContext,
} from './context.ts';

export function getFunctionEventInvokeConfig(context: EventInvokeContext): RestAction {
  const action: RestAction<FunctionInput> = {
    name: 'GetFunctionEventInvokeConfig',
    method: 'GET',
    path: EVENT_INVOKE_PATH,
    status: 200,
    shape: FUNCTION_SHAPE,
    run({ FunctionName, Qualifier }) {
      const name = nameOf(context, FunctionName, Qualifier);
      return describeConfig(context.account, name, requireConfig(context, name));
    },
  };
  return action;
}
