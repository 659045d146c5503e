import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import type { EventInvokeSettings } from '../function-definition.ts';
import { EVENT_LIMITS } from '../limits.ts';
import { FUNCTION_MEMBERS, type FunctionInput } from '../registry/function-input.ts';
import { checkDestination } from './check-destination.ts';
import { nameOf, type EventInvokeContext } from './context.ts';

/** Members that PutFunctionEventInvokeConfig and UpdateFunctionEventInvokeConfig share. */
export interface ConfigInput extends FunctionInput {
  MaximumRetryAttempts?: number;
  MaximumEventAgeInSeconds?: number;
  DestinationConfig?: { OnSuccess?: { Destination?: string }; OnFailure?: { Destination?: string } };
}

const DESTINATION: Shape = { type: 'structure', members: { Destination: { type: 'string' } } };

export const CONFIG_SHAPE: Shape = {
  type: 'structure',
  required: ['FunctionName'],
  members: {
    ...FUNCTION_MEMBERS,
    MaximumRetryAttempts: { type: 'integer' },
    MaximumEventAgeInSeconds: { type: 'integer' },
    DestinationConfig: { type: 'structure', members: { OnSuccess: DESTINATION, OnFailure: DESTINATION } },
  },
};

/**
 * The function that a request names and the settings it asks for, `before` with what it says. A destination that is empty is none.
 * @throws Fault FunctionNotFound; ValidationError for a value out of bounds or an ARN that is none; InvalidParameterValue for a request
 *   that asks for nothing and for a destination that cannot be one
 */
export function readConfig(
  context: EventInvokeContext,
  input: ConfigInput,
  before: (name: string) => EventInvokeSettings,
): { name: string; settings: EventInvokeSettings } {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  checkBounds('maximumRetryAttempts', MaximumRetryAttempts, 0, EVENT_LIMITS.maxRetryAttempts);
  checkBounds(
    'maximumEventAgeInSeconds',
    MaximumEventAgeInSeconds,
    EVENT_LIMITS.minEventAgeSeconds,
    EVENT_LIMITS.maxEventAgeSeconds,
  );
  if (
    MaximumRetryAttempts === undefined &&
    MaximumEventAgeInSeconds === undefined &&
    DestinationConfig === undefined
  )
    throw new Fault(
      'InvalidParameterValue',
      'You must specify at least one of error handling or destination setting.',
    );
  const name = nameOf(context, input.FunctionName, input.Qualifier);
  const onSuccess = DestinationConfig?.OnSuccess?.Destination || undefined;
  const onFailure = DestinationConfig?.OnFailure?.Destination || undefined;
  checkDestination(context, name, { onSuccess, onFailure });
  const { onSuccess: oldSuccess, onFailure: oldFailure, ...rest } = before(name);
  const destinations = DestinationConfig
    ? { onSuccess, onFailure }
    : { onSuccess: oldSuccess, onFailure: oldFailure };
  return {
    name,
    settings: {
      ...rest,
      ...(MaximumRetryAttempts !== undefined && { maximumRetryAttempts: MaximumRetryAttempts }),
      ...(MaximumEventAgeInSeconds !== undefined && { maximumEventAgeSeconds: MaximumEventAgeInSeconds }),
      ...(destinations.onSuccess !== undefined && { onSuccess: destinations.onSuccess }),
      ...(destinations.onFailure !== undefined && { onFailure: destinations.onFailure }),
    },
  };
}

function checkBounds(member: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (value >= min && value <= max)) return;
  const bound = value < min ? `greater than or equal to ${min}` : `less than or equal to ${max}`;
  throw new Fault(
    'ValidationError',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}
