import type { RestAction } from '../../core/action.ts';
import { LAMBDA_LIMITS } from '../limits.ts';
import { PAGE_MEMBERS, takePage, type PageInput } from '../page.ts';
import { FUNCTION_MEMBERS, type FunctionInput } from '../registry/function-input.ts';
import { describeConfig, EVENT_INVOKE_PATH, nameOf, type EventInvokeContext } from './context.ts';

/** The configurations of one function: of `$LATEST` here, because there are no versions or aliases. */
export function listFunctionEventInvokeConfigs(context: EventInvokeContext): RestAction {
  const action: RestAction<FunctionInput & PageInput> = {
    name: 'ListFunctionEventInvokeConfigs',
    method: 'GET',
    path: `${EVENT_INVOKE_PATH}/list`,
    status: 200,
    shape: {
      type: 'structure',
      required: ['FunctionName'],
      members: { FunctionName: FUNCTION_MEMBERS.FunctionName, ...PAGE_MEMBERS },
    },
    run(input) {
      const name = nameOf(context, input.FunctionName);
      const config = context.configs.find(name);
      const { page, nextMarker } = takePage(
        config ? [describeConfig(context.account, name, config)] : [],
        input,
        LAMBDA_LIMITS.eventInvokeConfigsPerPage,
      );
      return {
        FunctionEventInvokeConfigs: page,
        ...(nextMarker !== undefined && { NextMarker: nextMarker }),
      };
    },
  };
  return action;
}
