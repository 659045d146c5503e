/** What the screenshots show: a shop's orders, of which some die of three different causes. */
const CAUSES = ['PaymentDeclined', 'InventoryTimeout', 'AddressNotFound'] as const;

const ORDERS = 120;
/** Every so many orders fail until they are dead. */
const FAILURE_EVERY = 5;

function order(index: number, simulate?: object): string {
  const id = `A-${10_427 + index * 13}`;
  const totalCents = 1_250 + ((index * 7_919) % 24_000);
  return JSON.stringify({
    type: 'order.placed',
    orderId: id,
    totalCents,
    currency: 'EUR',
    ...(simulate && { simulate }),
  });
}

export const orders: readonly string[] = Array.from({ length: ORDERS }, (_, index) => {
  const cause = CAUSES[(index / FAILURE_EVERY) % CAUSES.length];
  return order(index, cause && { error: cause });
});

/** Orders that are slow or succeed at the second or third attempt: something is in flight and being retried. */
export const liveStory: readonly string[] = Array.from({ length: 40 }, (_, index) =>
  order(
    ORDERS + index,
    index % 2 === 0 ? { delayMs: 2_000 } : { error: 'PaymentDeclined', times: 1 + (index % 3) },
  ),
);
