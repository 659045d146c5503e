import type { RestAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { MAPPING_LIMITS } from '../limits.ts';
import type { MappingContext } from './context.ts';
import {
  applyInput,
  checkMapping,
  invalid,
  MAPPING_MEMBERS,
  queueMissing,
  refuseUnavailable,
  type MappingInput,
} from './mapping-input.ts';
import { describeMapping } from './mapping.ts';

interface CreateEventSourceMappingInput extends MappingInput {
  FunctionName: string;
  EventSourceArn?: string;
}

const SQS_ARN = /^arn:aws[a-zA-Z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]{1,80}$/;

/** Feeds a function from a queue. One function takes a queue once; a queue may feed several functions. */
export function createEventSourceMapping({
  mappings,
  functions,
  queues,
  account,
}: MappingContext): RestAction {
  const action: RestAction<CreateEventSourceMappingInput> = {
    name: 'CreateEventSourceMapping',
    method: 'POST',
    path: '/2015-03-31/event-source-mappings',
    status: 202,
    shape: {
      type: 'structure',
      required: ['FunctionName'],
      members: { ...MAPPING_MEMBERS, EventSourceArn: { type: 'string' } },
    },
    run(input) {
      const queueArn = input.EventSourceArn ?? '';
      if (!SQS_ARN.test(queueArn)) throw invalid('Unrecognized event source.');
      refuseUnavailable(input);
      const { definition } = functions.get(input.FunctionName);
      const queue = queues.find(queueArn);
      if (!queue) throw queueMissing();

      const settings = applyInput(
        {
          functionName: definition.name,
          enabled: true,
          batchSize: MAPPING_LIMITS.defaultBatchSize,
          batchingWindowSeconds: 0,
          reportBatchItemFailures: false,
          maximumConcurrency: undefined,
          filterPatterns: [],
          countsEvents: false,
        },
        input,
      );
      checkMapping(settings, queue, definition.timeoutSeconds);
      const same = mappings
        .list()
        .find(
          (mapping) => mapping.queueArn === queueArn && mapping.settings.functionName === definition.name,
        );
      if (same)
        throw new Fault(
          'MappingExists',
          `An event source mapping with SQS arn (" ${queueArn} ") and function (" ${definition.name} ") already exists. Please update or delete the existing mapping with UUID ${same.uuid}`,
        );
      return describeMapping(mappings.add(queueArn, settings), account);
    },
  };
  return action;
}
