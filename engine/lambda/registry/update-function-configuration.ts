import type { Account } from '../../core/account.ts';
import type { RestAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { LAMBDA_LIMITS } from '../limits.ts';
import { isReservedVariable } from '../runtime/environment-variables.ts';
import { describeFunction } from './describe-function.ts';
import { FUNCTION_MEMBERS } from './function-input.ts';
import type { ConfigurationChange, FunctionRegistry } from './function-registry.ts';

interface UpdateFunctionConfigurationInput extends Partial<Record<(typeof UNAVAILABLE)[number], unknown>> {
  FunctionName: string;
  Timeout?: number;
  MemorySize?: number;
  Environment?: { Variables?: Record<string, string> };
  DeadLetterConfig?: { TargetArn?: string };
  RevisionId?: string;
}

const VARIABLE_NAME = /^[a-zA-Z][a-zA-Z0-9_]+$/;

const ARN_PATTERN = '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()';
const ARN = new RegExp(`^(${ARN_PATTERN})$`);

/** Members of AWS's request that would change more than this engine can. */
const UNAVAILABLE = [
  'Role',
  'Handler',
  'Description',
  'Runtime',
  'VpcConfig',
  'KMSKeyArn',
  'TracingConfig',
  'Layers',
  'FileSystemConfigs',
  'ImageConfig',
  'EphemeralStorage',
  'SnapStart',
  'LoggingConfig',
] as const;

/** Changes timeout, memory, environment and dead-letter queue; later invocations run in new execution environments. */
export function updateFunctionConfiguration(context: {
  functions: FunctionRegistry;
  account: Account;
}): RestAction {
  const { functions, account } = context;
  const action: RestAction<UpdateFunctionConfigurationInput> = {
    name: 'UpdateFunctionConfiguration',
    method: 'PUT',
    path: '/2015-03-31/functions/{FunctionName}/configuration',
    status: 200,
    shape: {
      type: 'structure',
      required: ['FunctionName'],
      members: {
        FunctionName: FUNCTION_MEMBERS.FunctionName,
        Timeout: {
          type: 'integer',
          min: LAMBDA_LIMITS.minTimeoutSeconds,
          max: LAMBDA_LIMITS.maxTimeoutSeconds,
        },
        MemorySize: { type: 'integer', min: LAMBDA_LIMITS.minMemoryMb, max: LAMBDA_LIMITS.maxMemoryMb },
        Environment: {
          type: 'structure',
          members: { Variables: { type: 'map', of: { type: 'string' } } },
        },
        DeadLetterConfig: { type: 'structure', members: { TargetArn: { type: 'string' } } },
        RevisionId: { type: 'string' },
        ...Object.fromEntries(UNAVAILABLE.map((name) => [name, { type: 'any' } as const])),
      },
    },
    run(input) {
      const fn = functions.get(input.FunctionName);
      const refused = UNAVAILABLE.find((name) => input[name] !== undefined);
      if (refused)
        throw invalid(
          `${refused} cannot be changed here; Timeout, MemorySize, Environment and DeadLetterConfig can.`,
        );
      if (input.RevisionId !== undefined && input.RevisionId !== fn.revisionId)
        throw new Fault(
          'RevisionMismatch',
          'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
        );
      return describeFunction(functions.configure(fn.definition.name, parseChange(input)), account);
    },
  };
  return action;
}

function parseChange(input: UpdateFunctionConfigurationInput): ConfigurationChange {
  const variables = input.Environment && (input.Environment.Variables ?? {});
  if (variables) checkVariables(variables);
  const deadLetterQueue = input.DeadLetterConfig && readDeadLetterQueue(input.DeadLetterConfig.TargetArn);
  return {
    ...(input.Timeout !== undefined && { timeoutSeconds: input.Timeout }),
    ...(input.MemorySize !== undefined && { memoryMb: input.MemorySize }),
    ...(variables && { environment: variables }),
    ...(deadLetterQueue !== undefined && { deadLetterQueue }),
  };
}

function checkVariables(variables: Readonly<Record<string, string>>): void {
  const reserved = Object.keys(variables).filter(isReservedVariable);
  if (reserved.length > 0)
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  const malformed = Object.keys(variables).find((name) => !VARIABLE_NAME.test(name));
  if (malformed !== undefined)
    throw invalid(`The name of the environment variable '${malformed}' must match [a-zA-Z]([a-zA-Z0-9_])+.`);
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > LAMBDA_LIMITS.environmentBytes)
    throw invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${text}`,
    );
}

/** Null for none, which an empty ARN stands for. The queue need not exist: what cannot be delivered is counted. */
function readDeadLetterQueue(arn = ''): string | null {
  if (arn === '') return null;
  if (!ARN.test(arn))
    throw new Fault(
      'ValidationError',
      `1 validation error detected: Value '${arn.slice(0, 256)}' at 'deadLetterConfig.targetArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ${ARN_PATTERN}`,
    );
  const service = arn.split(':')[2];
  if (service === 'sns') throw invalid('Topics are not available here as dead-letter targets; queues are.');
  if (service !== 'sqs' || arn.endsWith('.fifo'))
    throw invalid(`The dead-letter target ${arn} is invalid: it must be a standard queue.`);
  return arn;
}

function invalid(message: string): Fault {
  return new Fault('InvalidParameterValue', message);
}
