import type { Attempt, Difference, End, Prediction, Run } from './types.ts';

type Compared = Run['attempts'][number];

/**
 * In what a run differs from its prediction; nothing when it went as predicted, attempt by attempt. Attempts are paired by what was in
 * them, the n-th with the n-th, so that batches of the same moment may come in any order. Times may differ by `toleranceMs`; with
 * jitter they may lie anywhere in the predicted span, and no wait is longer than predicted. What a prediction omits is not compared.
 */
export function comparePrediction(
  prediction: Prediction,
  run: Run,
  { toleranceMs }: { toleranceMs: number },
): Difference[] {
  return [...compareAttempts(prediction, run, toleranceMs), ...compareEnds(prediction, run, toleranceMs)];
}

function compareAttempts(prediction: Prediction, run: Run, toleranceMs: number): Difference[] {
  const expectedByItems = Map.groupBy(prediction.attempts, keyOf);
  const actualByItems = Map.groupBy(run.attempts, keyOf);
  const keys = [...new Set([...expectedByItems.keys(), ...actualByItems.keys()])];
  return keys.flatMap((key) => {
    const expected = expectedByItems.get(key) ?? [];
    const actual = (actualByItems.get(key) ?? []).toSorted((left, right) => left.atMs - right.atMs);
    // Attempts beyond the listed ones may be those that were omitted.
    const surplus = prediction.omittedAttempts > 0 ? [] : actual.slice(expected.length);
    return [
      ...expected.flatMap((attempt, index) => compareAttempt(attempt, actual[index], toleranceMs)),
      ...expected.flatMap((attempt, index) =>
        compareWait([expected[index - 1], attempt], [actual[index - 1], actual[index]], toleranceMs),
      ),
      ...surplus.map((attempt) => difference(attempt.items, 'unexpected', 'nothing', tellAttempt(attempt))),
    ];
  });
}

function compareAttempt(expected: Attempt, actual: Compared | undefined, toleranceMs: number): Difference[] {
  const { items } = expected;
  if (!actual) return [difference(items, 'missing', tellAttempt(expected), 'nothing')];
  const found: Difference[] = [];
  if (!isWithin(actual.atMs, expected, toleranceMs))
    found.push(difference(items, 'time', tellSpan(expected), `at ${actual.atMs} ms`));
  const [expectedLength, actualLength] = [expected, actual].map(({ atMs, endsAtMs }) => endsAtMs - atMs);
  if (Math.abs((expectedLength ?? 0) - (actualLength ?? 0)) > toleranceMs)
    found.push(difference(items, 'time', `for ${expectedLength} ms`, `for ${actualLength} ms`));
  if (actual.outcome !== expected.outcome)
    found.push(difference(items, 'outcome', expected.outcome, actual.outcome));
  return found;
}

/** The spans of jittered attempts widen with each one; what was waited before one does not. */
function compareWait(
  [before, attempt]: [Attempt | undefined, Attempt],
  [actualBefore, actual]: [Compared | undefined, Compared | undefined],
  toleranceMs: number,
): Difference[] {
  if (!before || !actualBefore || !actual || attempt.earliestAtMs === attempt.atMs) return [];
  const lengthMs = before.endsAtMs - before.atMs;
  const max = attempt.atMs - before.endsAtMs;
  const min = attempt.earliestAtMs - before.earliestAtMs - lengthMs;
  const waitedMs = actual.atMs - actualBefore.endsAtMs;
  if (waitedMs >= min - toleranceMs && waitedMs <= max + toleranceMs) return [];
  return [difference(attempt.items, 'time', `a wait of ${min} to ${max} ms`, `${waitedMs} ms`)];
}

function compareEnds(prediction: Prediction, run: Run, toleranceMs: number): Difference[] {
  const about = 'end' as const;
  const actualByItem = Map.groupBy(run.ends, ({ item }) => item);
  const expectedItems = new Set(prediction.ends.map(({ item }) => item));
  const found = prediction.ends.flatMap((expected): Difference[] => {
    const items = [expected.item];
    const [actual, ...more] = actualByItem.get(expected.item) ?? [];
    if (!actual) return [{ about, items, kind: 'missing', expected: expected.where, actual: 'nothing' }];
    const differences: Difference[] = more.map(({ where }) => ({
      about,
      items,
      kind: 'unexpected',
      expected: 'one end',
      actual: where,
    }));
    if (actual.where !== expected.where)
      differences.push({ about, items, kind: 'place', expected: expected.where, actual: actual.where });
    if (!isWithin(actual.atMs, expected, toleranceMs)) {
      const actualTime = `at ${actual.atMs} ms`;
      differences.push({ about, items, kind: 'time', expected: tellSpan(expected), actual: actualTime });
    }
    return differences;
  });
  const unknown = run.ends.filter(({ item }) => !expectedItems.has(item));
  return [
    ...found,
    ...unknown.map(({ item, where }): Difference => ({
      about,
      items: [item],
      kind: 'unexpected',
      expected: 'nothing',
      actual: where,
    })),
  ];
}

const keyOf = ({ items }: Pick<Attempt, 'items'>) => JSON.stringify(items.toSorted());

function isWithin(atMs: number, span: Pick<End, 'atMs' | 'earliestAtMs'>, toleranceMs: number): boolean {
  return atMs >= span.earliestAtMs - toleranceMs && atMs <= span.atMs + toleranceMs;
}

const tellAttempt = ({ atMs, outcome }: Compared) => `${outcome} at ${atMs} ms`;

function tellSpan({ earliestAtMs, atMs }: Pick<End, 'atMs' | 'earliestAtMs'>): string {
  return earliestAtMs === atMs ? `at ${atMs} ms` : `at ${earliestAtMs} to ${atMs} ms`;
}

function difference(
  items: readonly string[],
  kind: Difference['kind'],
  expected: string,
  actual: string,
): Difference {
  return { about: 'attempt', items, kind, expected, actual };
}
