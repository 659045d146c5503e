import type { RestAction } from '../../core/action.ts';
import { LAMBDA_LIMITS } from '../limits.ts';
import { PAGE_MEMBERS, takePage, type PageInput } from '../page.ts';
import type { MappingContext } from './context.ts';
import { describeMapping } from './mapping.ts';

interface ListEventSourceMappingsInput extends PageInput {
  EventSourceArn?: string;
  FunctionName?: string;
}

/** Mappings of a queue, of a function, of both or all, at most 100 a page. */
export function listEventSourceMappings({ mappings, functions, account }: MappingContext): RestAction {
  const action: RestAction<ListEventSourceMappingsInput> = {
    name: 'ListEventSourceMappings',
    method: 'GET',
    path: '/2015-03-31/event-source-mappings',
    status: 200,
    shape: {
      type: 'structure',
      members: { ...PAGE_MEMBERS, EventSourceArn: { type: 'string' }, FunctionName: { type: 'string' } },
    },
    run(input) {
      const { EventSourceArn: queueArn, FunctionName } = input;
      const functionName =
        FunctionName === undefined ? undefined : functions.get(FunctionName).definition.name;
      const found = mappings
        .list()
        .filter((mapping) => queueArn === undefined || mapping.queueArn === queueArn)
        .filter(({ settings }) => functionName === undefined || settings.functionName === functionName);
      const { page, nextMarker } = takePage(found, input, LAMBDA_LIMITS.mappingsPerPage);
      return {
        EventSourceMappings: page.map((mapping) => describeMapping(mapping, account)),
        ...(nextMarker !== undefined && { NextMarker: nextMarker }),
      };
    },
  };
  return action;
}
