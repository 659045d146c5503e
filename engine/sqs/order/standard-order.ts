import { createLinkedList } from '../../core/collections/linked-list.ts';
import { READY_LINKS, type ReadyOrder } from './ready-order.ts';

/** Standard queues: oldest first; what comes back goes to the end, so that one poisonous message does not hold up the rest. */
export function createStandardOrder(): ReadyOrder {
  const ready = createLinkedList(READY_LINKS);

  return {
    get size() {
      return ready.size;
    },
    add: ready.append,
    next: () => ready.first,
    hide: ready.remove,
    show: ready.append,
    remove(message) {
      if (message.place === 'ready') ready.remove(message);
    },
    isFree: () => true,
    clear: ready.clear,
  };
}
