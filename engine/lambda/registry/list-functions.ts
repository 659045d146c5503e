import type { Account } from '../../core/account.ts';
import type { RestAction } from '../../core/action.ts';
import { LAMBDA_LIMITS } from '../limits.ts';
import { PAGE_MEMBERS, takePage, type PageInput } from '../page.ts';
import { describeFunction } from './describe-function.ts';
import type { FunctionRegistry } from './function-registry.ts';

/** Every function, at most 50 a page. */
export function listFunctions(context: { functions: FunctionRegistry; account: Account }): RestAction {
  const action: RestAction<PageInput> = {
    name: 'ListFunctions',
    method: 'GET',
    path: '/2015-03-31/functions',
    status: 200,
    shape: {
      type: 'structure',
      members: {
        ...PAGE_MEMBERS,
        FunctionVersion: { type: 'string', oneOf: ['ALL'] },
        MasterRegion: { type: 'string' },
      },
    },
    async run(input) {
      const { page, nextMarker } = takePage(context.functions.list(), input, LAMBDA_LIMITS.functionsPerPage);
      return {
        Functions: await Promise.all(page.map((fn) => describeFunction(fn, context.account))),
        ...(nextMarker !== undefined && { NextMarker: nextMarker }),
      };
    },
  };
  return action;
}
