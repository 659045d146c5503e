import type { RestAction } from '../../core/action.ts';
import { CONFIG_SHAPE, readConfig, type ConfigInput } from './config-input.ts';
import { describeConfig, EVENT_INVOKE_PATH, requireConfig, type EventInvokeContext } from './context.ts';

/** Changes what the request names; a DestinationConfig stands for both destinations. */
export function updateFunctionEventInvokeConfig(context: EventInvokeContext): RestAction {
  const action: RestAction<ConfigInput> = {
    name: 'UpdateFunctionEventInvokeConfig',
    method: 'POST',
    path: EVENT_INVOKE_PATH,
    status: 200,
    shape: CONFIG_SHAPE,
    run(input) {
      const before = (name: string) => requireConfig(context, name).settings;
      const { name, settings } = readConfig(context, input, before);
      return describeConfig(context.account, name, context.configs.put(name, settings));
    },
  };
  return action;
}
