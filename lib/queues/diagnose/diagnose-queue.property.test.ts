import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consumerFacts, pairFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { countFindings, diagnoseQueue } from './diagnose-queue.ts';
import type { AlarmFacts, ConsumerFacts, DeadLetterTarget, HolderFacts, QueueFacts } from './facts.ts';
import { FINDING_RULES, type FindingRule } from './types.ts';

const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const seconds = orNull(fc.oneof(fc.nat(1_209_600), fc.constantFrom(0, 60, 345_600, 1_209_600)));
const type = fc.constantFrom('standard' as const, 'fifo' as const);
const name = fc.constantFrom('a', 'b', 'b.fifo');

const consumers: fc.Arbitrary<ConsumerFacts[] | null> = orNull(
  fc.array(
    fc.record({
      functionName: name,
      state: fc.constantFrom('enabled' as const, 'disabled' as const, 'changing' as const),
      batchSize: fc.integer({ min: 1, max: 10_000 }),
      batchingWindowSeconds: fc.nat(300),
      partialBatchResponses: fc.boolean(),
      timeoutSeconds: orNull(fc.integer({ min: 1, max: 900 })),
    }),
    { maxLength: 3 },
  ),
);

const alarms: fc.Arbitrary<AlarmFacts[] | null> = orNull(
  fc.array(
    fc.record({
      name,
      metric: fc.constantFrom('NumberOfMessagesSent', 'ApproximateNumberOfMessagesVisible'),
    }),
    { maxLength: 2 },
  ),
);

const holder = {
  name,
  type,
  retentionSeconds: seconds,
  visible: orNull(fc.nat()),
  oldestAgeSeconds: orNull(fc.nat(2_000_000)),
  deadLetterSources: orNull(fc.array(fc.record({ name, retentionSeconds: seconds }), { maxLength: 2 })),
  deadLetterFunctions: fc.array(name, { maxLength: 2 }),
  hasDeadLetterQueue: fc.boolean(),
  consumers,
  alarms,
} satisfies { [Key in keyof HolderFacts]: fc.Arbitrary<HolderFacts[Key]> };

const target: fc.Arbitrary<DeadLetterTarget> = fc.record({
  name: fc.constantFrom('dead', 'dead.fifo'),
  type,
  exists: orNull(fc.boolean()),
  facts: orNull(fc.record({ ...holder, name: fc.constantFrom('dead', 'dead.fifo') })),
});

const anyFacts: fc.Arbitrary<QueueFacts> = fc.record({
  ...holder,
  visibilityTimeoutSeconds: orNull(fc.nat(43_200)),
  maxReceiveCount: orNull(fc.integer({ min: 1, max: 1000 })),
  deadLetterQueue: orNull(target),
  exhausted: orNull(fc.nat(2000)),
});

describe('diagnoseQueue', () => {
  it('makes whole sentences of any facts, each rule at most once a queue', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const findings = diagnoseQueue(facts);
        for (const finding of findings) {
          expect(FINDING_RULES).toContain(finding.rule);
          expect(finding.title).toMatch(/[^.]$/);
          expect(finding.reason).toMatch(/\.$/);
          expect(finding.fix).toMatch(/\.$/);
          expect(`${finding.title} ${finding.reason} ${finding.fix}`).not.toMatch(
            /null|undefined|NaN|Infinity|-\d| {2}/,
          );
        }
        const keys = findings.map(({ rule, queue }) => `${rule} ${queue}`);
        expect(new Set(keys).size).toBe(keys.length);
        const { danger, warning, notice } = countFindings(findings);
        const order = findings.map(({ severity }) => severity);
        expect(order).toEqual([
          ...Array.from({ length: danger }, () => 'danger'),
          ...Array.from({ length: warning }, () => 'warning'),
          ...Array.from({ length: notice }, () => 'notice'),
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds nothing in a queue of which nothing is known', () => {
    expect(diagnoseQueue(queueFacts())).toEqual([]);
    expect(diagnoseQueue(queueFacts({ type: 'fifo' }))).toEqual([]);
  });

  it('does not find more when less is known', () => {
    const unknown = queueFacts();
    const hidden = fc.constantFrom(
      'retentionSeconds',
      'visible',
      'oldestAgeSeconds',
      'deadLetterSources',
      'consumers',
      'alarms',
      'visibilityTimeoutSeconds',
      'exhausted',
    );
    fc.assert(
      fc.property(anyFacts, hidden, (facts, part) => {
        const rules = (judged: QueueFacts) =>
          diagnoseQueue(judged).map(({ rule, queue }) => `${rule} ${queue}`);
        const known = new Set(rules(facts));
        const added = rules({ ...facts, [part]: unknown[part] }).filter((key) => !known.has(key));
        // Of many receives, one of two rules speaks; which one depends on the retention.
        expect(added.filter((key) => !key.startsWith('max-receive-count'))).toEqual([]);
      }),
    );
  });

  const DAY = 86_400;
  const base = { deadLetterSources: [], retentionSeconds: 4 * DAY };
  const off = consumerFacts({ state: 'disabled' });
  const missing: DeadLetterTarget = { name: 'dead', type: 'standard', exists: false, facts: null };
  const cases: Record<FindingRule, QueueFacts> = {
    'expires-soon': pairFacts({ visible: 1, retentionSeconds: DAY, oldestAgeSeconds: 60 }),
    'exhausted-not-moved': pairFacts({}, { exhausted: 4 }),
    'expires-before-dead': pairFacts({}, { ...base, maxReceiveCount: 10, visibilityTimeoutSeconds: 43_200 }),
    'no-consumer': queueFacts({ ...base, consumers: [off] }),
    'dead-letter-queue-missing': queueFacts({ deadLetterQueue: missing }),
    'dead-letter-queue-type': queueFacts({ deadLetterQueue: { ...missing, type: 'fifo', exists: true } }),
    'dead-letter-queue-consumed': pairFacts({ consumers: [consumerFacts()] }),
    'no-dead-letter-queue': queueFacts({ ...base, consumers: [consumerFacts()] }),
    'dead-letter-retention': pairFacts({ retentionSeconds: DAY }, base),
    'no-alarm': pairFacts({ alarms: [] }),
    'visibility-timeout': queueFacts({
      visibilityTimeoutSeconds: 30,
      consumers: [consumerFacts({ timeoutSeconds: 30 })],
    }),
    'max-receive-count': pairFacts({}, { maxReceiveCount: 1 }),
    'partial-batch-responses': queueFacts({ consumers: [consumerFacts({ partialBatchResponses: false })] }),
  };

  it.each(FINDING_RULES)('can find %s', (rule) => {
    expect(diagnoseQueue(cases[rule]).map((finding) => finding.rule)).toContain(rule);
  });
});
