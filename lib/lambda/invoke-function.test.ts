import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { openDesk } from '#test/factories/desk';
import { invokeEvent } from './invoke-function.ts';

const lines: string[] = [];
const desk = openDesk({
  log: (line) => lines.push(line),
  functions: [
    {
      name: 'charge',
      entry: fileURLToPath(new URL('../../test/fixtures/functions/events.ts', import.meta.url)),
      handler: 'prints',
      timeoutSeconds: 3,
      memoryMb: 128,
      environment: {},
    },
  ],
});
afterEach(() => desk.proxy.heal());

/** Waits no longer than it takes to say so. */
const hasty = () => {
  const waitsMs: number[] = [];
  const { clock, ...rest } = desk.ctx;
  const wait = (ms: number) => Promise.resolve(void waitsMs.push(ms));
  return { waitsMs, ctx: { ...rest, clock: { ...clock, wait } } };
};
const invoke = (payload: string, functionName = 'charge') =>
  invokeEvent({ ctx: desk.ctx, input: { functionName, payload } });
const ran = (requestId: string) => lines.filter((line) => line.startsWith(`ran ${requestId}`));
const answer = (status: number, code: string) => ({ kind: 'answer', status, code }) as const;

describe('invokeEvent', () => {
  it('invokes with the event, and gives the request id that the function gets', async () => {
    const outcome = await invoke('{ "id": 7 }');
    expect(outcome).toEqual({ invoked: true, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const { requestId } = outcome as { requestId: string };
    await expect.poll(() => ran(requestId), { timeout: 10_000 }).toEqual([`ran ${requestId} {"id":7}`]);
    expect(await invoke('null', 'charge:$LATEST')).toMatchObject({ invoked: true });
  });

  it('names a function or version that is not there', async () => {
    const outcome = { invoked: false, code: 'function-not-found', outcomeUnknown: false };
    expect(await invoke('{}', 'refund')).toMatchObject({
      ...outcome,
      message: expect.stringContaining('"refund"') as string,
    });
    expect(await invoke('{}', 'charge:live')).toMatchObject(outcome);
  });

  it('says what Lambda refuses', async () => {
    const refused = { invoked: false, code: 'aws-refused', outcomeUnknown: false };
    expect(await invoke('{')).toMatchObject(refused);
    expect(await invoke(JSON.stringify('x'.repeat(1_048_576)))).toMatchObject(refused);
    desk.proxy.fail(() => answer(403, 'AccessDeniedException'));
    expect(await invoke('{}')).toMatchObject({
      invoked: false,
      code: 'access-denied',
      outcomeUnknown: false,
      message: expect.stringContaining('lambda:InvokeFunction') as string,
    });
  });

  it('repeats what is throttled, later each time, and gives up after the fourth', async () => {
    let throttles = 2;
    desk.proxy.fail(() => (throttles-- > 0 ? answer(429, 'TooManyRequestsException') : { kind: 'pass' }));
    const patient = hasty();
    const input = { functionName: 'charge', payload: '{}' };
    expect(await invokeEvent({ ctx: patient.ctx, input })).toMatchObject({ invoked: true });
    expect(patient.waitsMs).toEqual([200, 400]);
    expect(desk.proxy.seen).toHaveLength(3);
    throttles = Infinity;
    expect(await invokeEvent({ ctx: patient.ctx, input })).toMatchObject({
      invoked: false,
      code: 'throttled',
      outcomeUnknown: false,
    });
    expect(desk.proxy.seen).toHaveLength(7);
  });

  it.each([
    ['a lost answer', { kind: 'cut-after' }],
    ['a cut connection', { kind: 'cut-before' }],
    ['a failure of Lambda', answer(500, 'ServiceException')],
  ] as const)('does not repeat after %s, and does not claim to know', async (_case, fault) => {
    desk.proxy.fail(() => fault);
    expect(await invoke('{}')).toMatchObject({
      invoked: false,
      code: 'invoke-unconfirmed',
      outcomeUnknown: true,
    });
    expect(desk.proxy.seen).toHaveLength(1);
  });
});
