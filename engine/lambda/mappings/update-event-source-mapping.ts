import type { RestAction } from '../../core/action.ts';
import { MAPPING_PATH, type MappingContext } from './context.ts';
import {
  applyInput,
  checkMapping,
  MAPPING_MEMBERS,
  refuseUnavailable,
  type MappingInput,
} from './mapping-input.ts';
import { describeMapping } from './mapping.ts';

/** Changes what the request names. Disabling stops receiving at once and lets running batches end. */
export function updateEventSourceMapping({
  mappings,
  functions,
  queues,
  account,
}: MappingContext): RestAction {
  const action: RestAction<MappingInput & { UUID: string }> = {
    name: 'UpdateEventSourceMapping',
    method: 'PUT',
    path: MAPPING_PATH,
    status: 202,
    shape: {
      type: 'structure',
      required: ['UUID'],
      members: { ...MAPPING_MEMBERS, UUID: { type: 'string', minLength: 1 } },
    },
    run(input) {
      const mapping = mappings.get(input.UUID);
      refuseUnavailable(input);
      const { definition } = functions.get(input.FunctionName ?? mapping.settings.functionName);
      const settings = { ...applyInput(mapping.settings, input), functionName: definition.name };
      // A queue that is gone does not keep its mapping from being disabled.
      const queue = queues.find(mapping.queueArn);
      if (queue) checkMapping(settings, queue, definition.timeoutSeconds);
      return describeMapping(mappings.change(input.UUID, settings), account);
    },
  };
  return action;
}
