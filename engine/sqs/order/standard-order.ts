import { createLinkedList } from '../../core/collections/linked-list.ts';
import type { Message } from '../state/message.ts';
import { READY_LINKS, type ReadyOrder } from './ready-order.ts';
import { createTenants } from './tenants.ts';

/**
 * Standard queues: oldest first; what comes back goes to the end, so that one poisonous message does not hold up the rest.
 * Messages with a group make it a fair queue: those of noisy tenants wait until nothing of quiet ones is visible.
 */
export function createStandardOrder(): ReadyOrder {
  const ready = createLinkedList(READY_LINKS);
  const tenants = createTenants();
  let heldBackCount = 0;
  let inFlightCount = 0;

  const append = (message: Message) => {
    ready.append(message);
    if (message.groupId !== undefined) tenants.shown(message);
  };
  const take = (message: Message) => {
    if (!message.isHeldBack) return ready.remove(message);
    tenants.release(message);
    heldBackCount--;
  };

  return {
    get size() {
      return ready.size + heldBackCount;
    },
    add: append,
    next(_after, nowMs) {
      for (const message of tenants.recover(nowMs)) {
        ready.append(message);
        heldBackCount--;
      }
      // Who is noisy is found out here, so that each message is moved aside at most once for each time its tenant is.
      for (let first = ready.first; first; first = ready.first) {
        if (first.groupId === undefined || !tenants.isNoisy(first, inFlightCount)) return first;
        ready.remove(first);
        tenants.holdBack(first);
        heldBackCount++;
      }
      return tenants.next();
    },
    hide(message) {
      take(message);
      inFlightCount++;
      if (message.groupId !== undefined) tenants.hidden(message);
    },
    show(message) {
      inFlightCount--;
      append(message);
      // After it was counted as visible, or a tenant with this message alone would be forgotten in between.
      if (message.groupId !== undefined) tenants.leftInFlight(message);
    },
    remove(message) {
      if (message.place === 'ready') {
        take(message);
        if (message.groupId !== undefined) tenants.leftReady(message);
      } else if (message.place === 'inFlight') {
        inFlightCount--;
        if (message.groupId !== undefined) tenants.leftInFlight(message);
      }
    },
    isFree: () => true,
    gauges() {
      const counts = tenants.count();
      if (!counts) return {};
      const { noisyTenants, noisyReady, noisyInFlight } = counts;
      return {
        ApproximateNumberOfNoisyGroups: noisyTenants,
        ApproximateNumberOfMessagesVisibleInQuietGroups: ready.size + heldBackCount - noisyReady,
        ApproximateNumberOfMessagesNotVisibleInQuietGroups: inFlightCount - noisyInFlight,
      };
    },
    clear() {
      ready.clear();
      tenants.clear();
      heldBackCount = 0;
      inFlightCount = 0;
    },
  };
}
