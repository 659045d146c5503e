import type { Account } from '../../core/account.ts';
import type { QueuePort } from '../../core/queue-port.ts';
import type { Shape } from '../../core/shape.ts';
import type { FunctionRegistry } from '../registry/function-registry.ts';
import type { MappingStore } from './mapping-store.ts';

/** What the actions on mappings work with. */
export interface MappingContext {
  mappings: MappingStore;
  functions: FunctionRegistry;
  queues: QueuePort;
  account: Account;
}

export const MAPPING_PATH = '/2015-03-31/event-source-mappings/{UUID}';

export const UUID_SHAPE: Shape = {
  type: 'structure',
  required: ['UUID'],
  members: { UUID: { type: 'string', minLength: 1 } },
};
