import { createLinkedList, type LinkedList, type Links } from '../../core/collections/linked-list.ts';
import type { Message } from '../state/message.ts';
import { READY_LINKS, type ReadyOrder } from './ready-order.ts';

/** The undeleted messages of one message group in order, visible and hidden ones. */
interface Group {
  id: string;
  messages: LinkedList<Message>;
  inFlightCount: number;
  /** In the list of groups that a receive may take from. */
  free: boolean;
  previous: Group | undefined;
  next: Group | undefined;
}

const GROUP_LINKS: Links<Group> = {
  previous: (group) => group.previous,
  next: (group) => group.next,
  setPrevious: (group, other) => (group.previous = other),
  setNext: (group, other) => (group.next = other),
};

/**
 * FIFO queues. A group may be received from while its oldest undeleted message is visible: so it is locked as long as
 * that one is in flight, and a message that comes back is next even while later ones are still hidden.
 */
export function createFifoOrder(): ReadyOrder {
  const groups = new Map<string, Group>();
  const freeGroups = createLinkedList(GROUP_LINKS);
  let size = 0;
  let groupsInFlight = 0;

  const groupOf = (message: Message): Group => {
    const id = message.groupId ?? '';
    let group = groups.get(id);
    if (!group) {
      group = {
        id,
        messages: createLinkedList(READY_LINKS),
        inFlightCount: 0,
        free: false,
        previous: undefined,
        next: undefined,
      };
      groups.set(id, group);
    }
    return group;
  };

  const countInFlight = (group: Group, change: 1 | -1) => {
    const before = group.inFlightCount;
    group.inFlightCount += change;
    if (before === 0) groupsInFlight++;
    else if (group.inFlightCount === 0) groupsInFlight--;
  };

  const update = (group: Group) => {
    const free = group.messages.first?.place === 'ready';
    if (free !== group.free) {
      group.free = free;
      if (free) freeGroups.append(group);
      else freeGroups.remove(group);
    }
    if (group.messages.size === 0) groups.delete(group.id);
  };

  return {
    get size() {
      return size;
    },
    add(message) {
      const group = groupOf(message);
      group.messages.append(message);
      size++;
      update(group);
    },
    next(after) {
      const following = after?.nextReady;
      return following?.place === 'ready' ? following : freeGroups.first?.messages.first;
    },
    hide(message) {
      size--;
      const group = groupOf(message);
      countInFlight(group, 1);
      update(group);
    },
    show(message) {
      size++;
      const group = groupOf(message);
      countInFlight(group, -1);
      update(group);
    },
    remove(message) {
      const group = groupOf(message);
      group.messages.remove(message);
      if (message.place === 'ready') size--;
      else if (message.place === 'inFlight') countInFlight(group, -1);
      update(group);
    },
    gauges: () => ({ ApproximateNumberOfGroupsWithInflightMessages: groupsInFlight }),
    isFree: (message) => groupOf(message).messages.first === message,
    clear() {
      groups.clear();
      freeGroups.clear();
      size = 0;
      groupsInFlight = 0;
    },
  };
}
