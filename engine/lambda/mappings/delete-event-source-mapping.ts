import type { RestAction } from '../../core/action.ts';
import { MAPPING_PATH, UUID_SHAPE, type MappingContext } from './context.ts';
import { describeMapping } from './mapping.ts';

/** Stops receiving at once; the mapping is gone when its running batches have ended. */
export function deleteEventSourceMapping({ mappings, account }: MappingContext): RestAction {
  const action: RestAction<{ UUID: string }> = {
    name: 'DeleteEventSourceMapping',
    method: 'DELETE',
    path: MAPPING_PATH,
    status: 202,
    shape: UUID_SHAPE,
    run: ({ UUID }) => describeMapping(mappings.remove(UUID), account),
  };
  return action;
}
