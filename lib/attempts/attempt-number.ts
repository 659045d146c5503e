import { parseLineage, type Lineage } from '#lib/redrive/lineage';

/** Where a delivery stands in the life of its message. */
export interface DeliveryNumber {
  /** 1 for the first, counted over redrives. */
  attempt: number;
  /** SQS's own count of this delivery; 1 when it is missing or unreadable. */
  receiveCount: number;
  lineage: Lineage | null;
}

/** Reads the numbers of a delivery from its receive count and the value of its lineage attribute. */
export function numberDelivery(
  receiveCount: string | undefined,
  lineage: string | undefined,
): DeliveryNumber {
  const receives = Number(receiveCount);
  const current = Number.isSafeInteger(receives) && receives > 0 ? receives : 1;
  const parsed = parseLineage(lineage);
  return { attempt: current + (parsed?.receives ?? 0), receiveCount: current, lineage: parsed };
}
