import type { RestAction } from '../../core/action.ts';
import { CONFIG_SHAPE, readConfig, type ConfigInput } from './config-input.ts';
import { describeConfig, EVENT_INVOKE_PATH, type EventInvokeContext } from './context.ts';

/** Replaces the whole configuration: what the request leaves out is back at its default. */
export function putFunctionEventInvokeConfig(context: EventInvokeContext): RestAction {
  const action: RestAction<ConfigInput> = {
    name: 'PutFunctionEventInvokeConfig',
    method: 'PUT',
    path: EVENT_INVOKE_PATH,
    status: 200,
    shape: CONFIG_SHAPE,
    run(input) {
      const { name, settings } = readConfig(context, input, () => ({}));
      return describeConfig(context.account, name, context.configs.put(name, settings));
    },
  };
  return action;
}
