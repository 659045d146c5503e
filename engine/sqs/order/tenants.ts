import { createLinkedList, type LinkedList } from '../../core/collections/linked-list.ts';
import { LIMITS } from '../limits.ts';
import type { Message } from '../state/message.ts';
import { READY_LINKS } from './ready-order.ts';

/** The messages of one message group on a standard queue. */
interface Tenant {
  id: string;
  readyCount: number;
  inFlightCount: number;
  /** Its visible messages that others go before; undefined while it is quiet. */
  heldBack: LinkedList<Message> | undefined;
  /** When it was first seen noisy without a message in flight. */
  idleSinceMs: number | undefined;
}

/** How many messages of a fair queue are whose. */
export interface TenantCounts {
  noisyTenants: number;
  noisyReady: number;
  noisyInFlight: number;
}

/**
 * Who uses a fair queue, and who uses so much of it that the others go first. A message without a group is a tenant of its
 * own, which a single message never makes noisy, and is not noted here.
 */
export interface Tenants {
  /** A message with a group became visible, was hidden, or left. */
  shown(message: Message): void;
  hidden(message: Message): void;
  leftReady(message: Message): void;
  leftInFlight(message: Message): void;
  /** Whether the tenant of this visible message is noisy, with `inFlightCount` messages in flight in the whole queue. */
  isNoisy(message: Message, inFlightCount: number): boolean;
  /** Puts a visible message of a noisy tenant behind those of quiet ones. */
  holdBack(message: Message): void;
  /** Takes a message that was held back out again. */
  release(message: Message): void;
  /** Of the noisy tenants' messages the one to deliver first: that of the tenant with the fewest in flight. */
  next(): Message | undefined;
  /** Messages of tenants that are noisy no more; they are no longer held back. */
  recover(nowMs: number): readonly Message[];
  count(): TenantCounts | undefined;
  clear(): void;
}

export function createTenants(): Tenants {
  const tenants = new Map<string, Tenant>();
  const noisy = new Set<Tenant>();
  let isUsed = false;

  const tenantOf = ({ groupId = '' }: Message): Tenant => {
    let tenant = tenants.get(groupId);
    if (!tenant) {
      tenant = {
        id: groupId,
        readyCount: 0,
        inFlightCount: 0,
        heldBack: undefined,
        idleSinceMs: undefined,
      };
      tenants.set(groupId, tenant);
      isUsed = true;
    }
    return tenant;
  };
  /** A tenant whose backlog is consumed is quiet again; one without any message is forgotten. */
  const settle = (tenant: Tenant) => {
    if (tenant.readyCount > 0) return;
    tenant.heldBack = undefined;
    noisy.delete(tenant);
    if (tenant.inFlightCount === 0) tenants.delete(tenant.id);
  };
  const calm = (tenant: Tenant): readonly Message[] => {
    const released: Message[] = [];
    for (let first = tenant.heldBack?.first; first; first = tenant.heldBack?.first) {
      tenant.heldBack?.remove(first);
      first.isHeldBack = false;
      released.push(first);
    }
    tenant.heldBack = undefined;
    noisy.delete(tenant);
    return released;
  };
  /** Nothing of it has been in flight for five minutes. */
  const hasRecovered = (tenant: Tenant, nowMs: number): boolean => {
    if (tenant.inFlightCount > 0) tenant.idleSinceMs = undefined;
    else tenant.idleSinceMs ??= nowMs;
    return tenant.idleSinceMs !== undefined && nowMs - tenant.idleSinceMs >= LIMITS.noisyTenant.recoveryMs;
  };

  return {
    shown(message) {
      tenantOf(message).readyCount++;
    },
    hidden(message) {
      const tenant = tenantOf(message);
      tenant.readyCount--;
      tenant.inFlightCount++;
      settle(tenant);
    },
    leftReady(message) {
      const tenant = tenantOf(message);
      tenant.readyCount--;
      settle(tenant);
    },
    leftInFlight(message) {
      const tenant = tenantOf(message);
      tenant.inFlightCount--;
      settle(tenant);
    },
    isNoisy(message, inFlightCount) {
      const tenant = tenantOf(message);
      if (tenant.heldBack) return true;
      const { inFlightMessages, inFlightShare } = LIMITS.noisyTenant;
      if (tenant.inFlightCount < inFlightMessages) return false;
      if (tenant.inFlightCount <= inFlightShare * inFlightCount) return false;
      tenant.heldBack = createLinkedList(READY_LINKS);
      tenant.idleSinceMs = undefined;
      noisy.add(tenant);
      return true;
    },
    holdBack(message) {
      tenantOf(message).heldBack?.append(message);
      message.isHeldBack = true;
    },
    release(message) {
      tenantOf(message).heldBack?.remove(message);
      message.isHeldBack = false;
    },
    next() {
      let best: Tenant | undefined;
      for (const tenant of noisy) {
        if (!tenant.heldBack?.first) continue;
        if (!best || tenant.inFlightCount < best.inFlightCount) best = tenant;
      }
      return best?.heldBack?.first;
    },
    recover(nowMs) {
      if (noisy.size === 0) return [];
      return [...noisy].filter((tenant) => hasRecovered(tenant, nowMs)).flatMap(calm);
    },
    count() {
      if (!isUsed) return undefined;
      let noisyReady = 0;
      let noisyInFlight = 0;
      for (const { readyCount, inFlightCount } of noisy) {
        noisyReady += readyCount;
        noisyInFlight += inFlightCount;
      }
      return { noisyTenants: noisy.size, noisyReady, noisyInFlight };
    },
    clear() {
      tenants.clear();
      noisy.clear();
    },
  };
}
