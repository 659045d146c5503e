import type { RestAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { RESERVATION_LIMITS } from '../limits.ts';
import { FUNCTION_MEMBERS, type FunctionInput } from '../registry/function-input.ts';
import { CONCURRENCY_PATH, type ConcurrencyContext } from './context.ts';

/** Reserves concurrency for a function, which is also the most it gets; 0 stops it. */
export function putFunctionConcurrency({ functions }: ConcurrencyContext): RestAction {
  const action: RestAction<FunctionInput & { ReservedConcurrentExecutions: number }> = {
    name: 'PutFunctionConcurrency',
    method: 'PUT',
    path: CONCURRENCY_PATH,
    status: 200,
    shape: {
      type: 'structure',
      required: ['FunctionName', 'ReservedConcurrentExecutions'],
      members: {
        FunctionName: FUNCTION_MEMBERS.FunctionName,
        ReservedConcurrentExecutions: { type: 'integer' },
      },
    },
    run({ FunctionName, ReservedConcurrentExecutions: reserved }) {
      if (reserved < 0)
        throw new Fault(
          'ValidationError',
          `1 validation error detected: Value '${reserved}' at 'reservedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 0`,
        );
      const { definition } = functions.get(FunctionName);
      const { accountConcurrency, minUnreserved } = RESERVATION_LIMITS;
      const elsewhere = functions
        .list()
        .filter((fn) => fn.definition.name !== definition.name)
        .reduce((sum, fn) => sum + (fn.definition.reservedConcurrency ?? 0), 0);
      if (accountConcurrency - elsewhere - reserved < minUnreserved)
        throw new Fault(
          'InvalidParameterValue',
          `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minUnreserved}].`,
        );
      functions.configure(definition.name, { reservedConcurrency: reserved });
      return { ReservedConcurrentExecutions: reserved };
    },
  };
  return action;
}
