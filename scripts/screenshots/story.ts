/** What the screenshots show: a shop's orders, of which some die of three different causes, each in words of its own. */
const CAUSES = [
  (id: string) => ({
    error: 'PaymentDeclined',
    message: `The card of order ${id} was declined: insufficient funds`,
  }),
  (id: string) => ({
    error: 'InventoryTimeout',
    message: `GET http://10.4.0.12:8080/stock/${id} took 30012 ms`,
  }),
  (id: string) => ({ error: 'AddressNotFound', message: `No delivery address for order ${id}` }),
] as const;

const ORDERS = 120;
/** Every so many orders fail until they are dead. */
const FAILURE_EVERY = 5;

type Simulate = (id: string) => object;

function order(index: number, simulate?: Simulate): string {
  const id = `A-${10_427 + index * 13}`;
  const totalCents = 1_250 + ((index * 7_919) % 24_000);
  return JSON.stringify({
    type: 'order.placed',
    orderId: id,
    totalCents,
    currency: 'EUR',
    ...(simulate && { simulate: simulate(id) }),
  });
}

export const orders: readonly string[] = Array.from({ length: ORDERS }, (_, index) =>
  order(index, CAUSES[(index / FAILURE_EVERY) % CAUSES.length]),
);

/** Orders that are slow or succeed at the second or third attempt: something is in flight and being retried. */
export const liveStory: readonly string[] = Array.from({ length: 40 }, (_, index) =>
  order(ORDERS + index, (id) =>
    index % 2 === 0 ? { delayMs: 2_000 } : { ...CAUSES[0](id), times: 1 + (index % 3) },
  ),
);
