/** What a template knows of the queue it is sent to. */
interface TemplateContext {
  /** Receives before the message is dead-lettered; null without a dead-letter queue. */
  maxReceiveCount: number | null;
  /** Makes order numbers of one sending differ from those of the next. */
  firstOrder: number;
}

export interface Template {
  id: string;
  title: string;
  /** What the processor will do with it. */
  outcome: string;
  /** The bodies to send, in order. */
  bodies(context: TemplateContext): string[];
}

interface Simulate {
  error?: string;
  times?: number;
  delayMs?: number;
  crash?: boolean;
}

/** Longer than a Lambda function may run. */
const ENDLESS_MS = 900_000;

/** Without a redrive policy nothing dies; three failures still show what a retry is. */
const DEFAULT_MAX_RECEIVES = 3;

function order(number: number, simulate?: Simulate): string {
  return JSON.stringify(
    { orderId: `ORD-${number}`, amountCents: 4200, ...(simulate && { simulate }) },
    null,
    2,
  );
}

function one(id: string, title: string, outcome: string, simulate?: Simulate): Template {
  return { id, title, outcome, bodies: ({ firstOrder }) => [order(firstOrder, simulate)] };
}

/** Failures a message survives until it is dead. */
function deadly({ maxReceiveCount }: TemplateContext): number {
  return maxReceiveCount ?? DEFAULT_MAX_RECEIVES;
}

function repeat(count: number, simulate: Simulate | undefined): (Simulate | undefined)[] {
  return Array.from({ length: count }, () => simulate);
}

/** How many messages of each kind the mixed batch has. */
export const MIXED_BATCH = { good: 6, retried: 2, dead: 2, diesOnce: 2 } as const;

/** The test messages of the send panel. They speak to the desk's own processor; any other consumer sees plain JSON. */
export const TEMPLATES: readonly Template[] = [
  one('succeeds', 'Succeeds', 'Processed on the first attempt.'),
  one('always-fails', 'Always fails', 'Fails every attempt and ends in the dead-letter queue.', {
    error: 'PaymentDeclined',
  }),
  one('fails-twice', 'Fails twice, then succeeds', 'Two failed attempts, the third succeeds.', {
    error: 'GatewayTimeout',
    times: 2,
  }),
  {
    id: 'dies-once',
    title: 'Dies once, succeeds after a redrive',
    outcome: 'Ends in the dead-letter queue; select it there and redrive it, and it succeeds.',
    bodies: (context) => [order(context.firstOrder, { error: 'StockServiceDown', times: deadly(context) })],
  },
  one('slow', 'Slow', 'Takes three seconds, then succeeds.', { delayMs: 3000 }),
  one('times-out', 'Times out', 'Runs into the function’s timeout at every attempt.', {
    delayMs: ENDLESS_MS,
  }),
  one('crashes', 'Crashes the worker', 'Kills the function’s process; the whole batch is retried.', {
    crash: true,
  }),
  {
    id: 'mixed',
    title: 'Mixed batch',
    outcome: '6 succeed, 2 fail twice and then succeed, 2 always fail, 2 die once.',
    bodies: (context) => {
      const kinds = [
        ...repeat(MIXED_BATCH.good, undefined),
        ...repeat(MIXED_BATCH.retried, { error: 'GatewayTimeout', times: 2 }),
        ...repeat(MIXED_BATCH.dead, { error: 'PaymentDeclined' }),
        ...repeat(MIXED_BATCH.diesOnce, { error: 'StockServiceDown', times: deadly(context) }),
      ];
      return kinds.map((simulate, index) => order(context.firstOrder + index, simulate));
    },
  },
];

/** The template called `id`. */
export function findTemplate(id: string): Template {
  const template = TEMPLATES.find((candidate) => candidate.id === id);
  if (!template) throw new TypeError(`no template ${id}`);
  return template;
}
