import type { RestAction } from '../../core/action.ts';
import { MAPPING_PATH, UUID_SHAPE, type MappingContext } from './context.ts';
import { describeMapping } from './mapping.ts';

export function getEventSourceMapping({ mappings, account }: MappingContext): RestAction {
  const action: RestAction<{ UUID: string }> = {
    name: 'GetEventSourceMapping',
    method: 'GET',
    path: MAPPING_PATH,
    status: 200,
    shape: UUID_SHAPE,
    run: ({ UUID }) => describeMapping(mappings.get(UUID), account),
  };
  return action;
}
