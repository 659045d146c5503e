import type { Account } from '../../core/account.ts';
import { Fault } from '../../core/fault.ts';
import { functionArn } from '../registry/function-name.ts';
import type { FunctionRegistry } from '../registry/function-registry.ts';
import type { EventInvokeConfig, EventInvokeStore } from './event-invoke-store.ts';

/** What the actions on these configurations work with. */
export interface EventInvokeContext {
  configs: EventInvokeStore;
  functions: FunctionRegistry;
  account: Account;
}

export const EVENT_INVOKE_PATH = '/2019-09-25/functions/{FunctionName}/event-invoke-config';

/**
 * The plain name of an existing function.
 * @throws Fault FunctionNotFound, in the words these actions have for it
 */
export function nameOf({ functions }: EventInvokeContext, nameOrArn: string, qualifier?: string): string {
  try {
    return functions.get(nameOrArn, qualifier).definition.name;
  } catch (error) {
    if (!(error instanceof Fault && error.fact === 'FunctionNotFound')) throw error;
    throw new Fault('FunctionNotFound', "The function doesn't exist.");
  }
}

/** @throws Fault FunctionNotFound when nothing is configured for the function */
export function requireConfig({ configs, account }: EventInvokeContext, name: string): EventInvokeConfig {
  const config = configs.find(name);
  if (config) return config;
  const arn = `${functionArn(account, name)}:$LATEST`;
  throw new Fault('FunctionNotFound', `The function ${arn} doesn't have an EventInvokeConfig`);
}

/** As Lambda's `FunctionEventInvokeConfig`: what is not set is not told. */
export function describeConfig(account: Account, name: string, config: EventInvokeConfig) {
  const { maximumRetryAttempts, maximumEventAgeSeconds, onSuccess, onFailure } = config.settings;
  return {
    LastModified: config.lastModifiedMs / 1000,
    FunctionArn: `${functionArn(account, name)}:$LATEST`,
    ...(maximumRetryAttempts !== undefined && { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAgeSeconds !== undefined && { MaximumEventAgeInSeconds: maximumEventAgeSeconds }),
    DestinationConfig: {
      OnSuccess: onSuccess === undefined ? {} : { Destination: onSuccess },
      OnFailure: onFailure === undefined ? {} : { Destination: onFailure },
    },
  };
}
