import { describe, expect, it } from 'vitest';
import { parseProcessingRule, processMessage, type ProcessingContext } from './process-message.ts';

function run(
  body: string,
  { attempt = 1, ...overrides }: Partial<ProcessingContext> & { attempt?: number } = {},
) {
  const waited: number[] = [];
  let crashed = false;
  const ctx: ProcessingContext = {
    rule: 'fail-on-fail',
    wait: async (ms) => void waited.push(ms),
    crash: () => (crashed = true),
    ...overrides,
  };
  const outcome = processMessage({ ctx, input: { body, attempt } }).then(
    () => 'succeeded' as const,
    (error: Error) => ({ name: error.name, message: error.message }),
  );
  return outcome.then((end) => ({ ...(end === 'succeeded' ? { name: end } : end), waited, crashed }));
}

describe('processMessage', () => {
  it.each([
    ['an order', 'succeeded'],
    ['please FAIL', 'ProcessingFailed'],
    ['{"note":"failure ahead"}', 'ProcessingFailed'],
    ['["fail"]', 'ProcessingFailed'],
    ['{"simulate', 'succeeded'],
    ['null', 'succeeded'],
  ])('lets a body without simulate succeed unless it contains "fail": %s', async (body, name) => {
    expect(await run(body)).toMatchObject({ name });
  });

  it('follows simulate alone, whatever else the body says', async () => {
    expect(await run('{"simulate":{},"text":"fail"}')).toMatchObject({ name: 'succeeded' });
    expect(await run('{"simulate":{"error":"PaymentDeclined"}}')).toMatchObject({ name: 'PaymentDeclined' });
  });

  it('throws the message it is given, or one that names the attempt', async () => {
    const said = '{"simulate":{"error":"Declined","message":"card 4711 declined"}}';
    expect(await run(said)).toMatchObject({ name: 'Declined', message: 'card 4711 declined' });
    const silent = await run('{"simulate":{"error":"Declined"}}', { attempt: 2 });
    expect(silent).toMatchObject({ message: 'Simulated on attempt 2.' });
  });

  it('simulates on the first `times` attempts only', async () => {
    const body = '{"simulate":{"error":"Flaky","times":2,"delayMs":40}}';
    expect(await run(body, { attempt: 2 })).toMatchObject({ name: 'Flaky', waited: [40] });
    expect(await run(body, { attempt: 3 })).toMatchObject({ name: 'succeeded', waited: [] });
    const never = '{"simulate":{"error":"Flaky","times":0}}';
    expect(await run(never)).toMatchObject({ name: 'succeeded' });
  });

  it('waits before it crashes', async () => {
    const body = '{"simulate":{"delayMs":10,"crash":true}}';
    expect(await run(body)).toMatchObject({ waited: [10], crashed: true });
    expect(await run('{"simulate":{"crash":false}}')).toMatchObject({ crashed: false, name: 'succeeded' });
  });

  it.each([
    '{"simulate":null}',
    '{"simulate":"error"}',
    '{"simulate":[]}',
    '{"simulate":{"eror":"Typo"}}',
    '{"simulate":{"error":""}}',
    '{"simulate":{"error":"X","times":1.5}}',
    '{"simulate":{"error":"X","times":-1}}',
    '{"simulate":{"delayMs":900001}}',
    '{"simulate":{"crash":"yes"}}',
    '{"simulate":{"times":2}}',
    '{"simulate":{"message":"of no error"}}',
  ])('fails by name on a simulation it cannot follow: %s', async (body) => {
    expect(await run(body)).toMatchObject({ name: 'InvalidSimulation', waited: [], crashed: false });
  });

  it('accepts everything under the deployed fix', async () => {
    expect(await run('fail', { rule: 'accept-all' })).toMatchObject({ name: 'succeeded' });
    const body = '{"simulate":{"error":"X","crash":true,"delayMs":9}}';
    expect(await run(body, { rule: 'accept-all' })).toEqual({
      name: 'succeeded',
      waited: [],
      crashed: false,
    });
  });
});

describe('parseProcessingRule', () => {
  it('takes only the exact name for the fix', () => {
    expect(parseProcessingRule('accept-all')).toBe('accept-all');
    expect(parseProcessingRule('accept')).toBe('fail-on-fail');
    expect(parseProcessingRule(undefined)).toBe('fail-on-fail');
  });
});
