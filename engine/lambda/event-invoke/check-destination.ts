import { Fault } from '../../core/fault.ts';
import type { EventInvokeSettings } from '../function-definition.ts';
import { parseFunctionName } from '../registry/function-name.ts';
import type { EventInvokeContext } from './context.ts';

type Destinations = { [Member in 'onSuccess' | 'onFailure']: EventInvokeSettings[Member] | undefined };

const ARN_PATTERN =
  '^$|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)';
const ARN = new RegExp(`^(${ARN_PATTERN})$`);
/** Destinations that AWS has and this engine does not. */
const UNAVAILABLE = new Set(['sns', 'events', 's3']);

/**
 * Checks where records shall go: standard queues, which need not exist yet, and other functions.
 * @throws Fault ValidationError for what is no ARN, InvalidParameterValue
 */
export function checkDestination(context: EventInvokeContext, name: string, wanted: Destinations): void {
  for (const member of ['onSuccess', 'onFailure'] as const) {
    const arn = wanted[member];
    if (arn === undefined) continue;
    if (!ARN.test(arn))
      throw new Fault(
        'ValidationError',
        `1 validation error detected: Value '${arn.slice(0, 350)}' at 'destinationConfig.${member}.destination' failed to satisfy constraint: Member must satisfy regular expression pattern: ${ARN_PATTERN}`,
      );
    checkTarget(context, name, arn, wanted);
  }
}

function checkTarget(context: EventInvokeContext, name: string, arn: string, wanted: Destinations): void {
  const service = arn.split(':')[2] ?? '';
  if (service === 'lambda') return checkFunction(context, name, arn);
  if (UNAVAILABLE.has(service))
    throw invalid(`Destinations of ${service} are not available here; queues and functions are.`);
  if (service !== 'sqs' || arn.endsWith('.fifo'))
    throw invalid(
      `The provided destination config DestinationConfig(onSuccess=${show('OnSuccess', wanted.onSuccess)}, onFailure=${show('OnFailure', wanted.onFailure)}) is invalid.`,
    );
}

function checkFunction({ functions, account }: EventInvokeContext, name: string, arn: string): void {
  let target: string;
  try {
    target = functions.get(parseFunctionName(arn, account)).definition.name;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw invalid(`The destination ARN ${arn} is invalid.`);
  }
  if (target === name) throw invalid("You can't specify the function as a destination for itself.");
}

function show(type: string, arn: string | undefined): string {
  return arn === undefined ? 'null' : `${type}(destination=${arn})`;
}

function invalid(message: string): Fault {
  return new Fault('InvalidParameterValue', message);
}
