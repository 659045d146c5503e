import type { Random } from '#test/factories/random';

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.UTC(2026, 0, 1);
const CAPITALS_AND_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const HEXADECIMAL = '0123456789abcdef';

/** What differs between two failures of one cause. Every call makes another one. */
export interface Values {
  id(prefix: string): string;
  uuid(): string;
  /** Below a million. */
  number(): string;
  amount(): string;
  /** ISO 8601. */
  time(): string;
  host(): string;
  address(): string;
  path(ending: string): string;
}

/** A reason why messages fail, as the processor throws it. */
export interface RootCause {
  errorName: string;
  message: (values: Values) => string;
}

const noAnswer = (values: Values) =>
  `Stock service ${values.host()} (${values.address()}:8443) did not answer request ${values.uuid()} within ${values.number()} ms`;

/** Seven, though two share their name and two share their words. */
export const ROOT_CAUSES = [
  {
    errorName: 'PaymentDeclined',
    message: (v) => `Card of customer ${v.id('cus')} was declined for order ${v.id('ord')} at ${v.time()}.`,
  },
  {
    errorName: 'PaymentDeclined',
    message: (v) => `Payment ${v.uuid()} over ${v.amount()} EUR exceeds what is left of the daily limit.`,
  },
  { errorName: 'ServiceTimeout', message: noAnswer },
  { errorName: 'ServiceUnavailable', message: noAnswer },
  {
    errorName: 'InvoiceMissing',
    message: (v) => `ENOENT: no such file or directory, open '${v.path('pdf')}'`,
  },
  {
    errorName: 'OrderInvalid',
    message: (v) =>
      `Order ${v.number()} has no price for item ${v.id('sku')}, see https://${v.host()}/orders`,
  },
  {
    errorName: 'TypeError',
    message: (v) => `Row ${v.number()} of ${v.path('csv')}, read at ${v.time()}: address is not an object`,
  },
] as const satisfies RootCause[];

export function createValues(random: Random): Values {
  const text = (characters: string, length: number) =>
    Array.from({ length }, () => characters[random.below(characters.length)]).join('');
  const hex = (length: number) => text(HEXADECIMAL, length);
  const number = () => String(random.below(1_000_000));
  return {
    id: (prefix) => `${prefix}_${text(CAPITALS_AND_DIGITS, 10)}`,
    uuid: () => [hex(8), hex(4), `4${hex(3)}`, `a${hex(3)}`, hex(12)].join('-'),
    number,
    amount: () => `${random.below(9_000)}.${random.below(90) + 10}`,
    time: () => new Date(FIRST_DAY_MS + random.below(300 * DAY_MS)).toISOString(),
    host: () =>
      `${random.pick(['stock', 'cache', 'ledger'])}-${random.below(40)}.${random.pick(['eu-west-1', 'us-east-1'])}.example.internal`,
    address: () => Array.from({ length: 4 }, () => random.below(254) + 1).join('.'),
    path: (ending) =>
      `/${random.pick(['var/data', 'mnt/exports', 'home/app/files'])}/${random.below(500)}/${random.pick(['invoice', 'daily', 'batch'])}-${hex(8)}.${ending}`,
  };
}
