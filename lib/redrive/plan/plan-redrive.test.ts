import { describe, expect, it, vi } from 'vitest';
import { attempt, attemptError, writeAttempts } from '#test/factories/attempts';
import { createDeadLetterPair, createFilledPair, deadLetterAll } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { sendOne } from '#test/factories/message';
import { createFifoQueue, createQueue, readDepth } from '#test/factories/queue';
import { createRedrive } from '#test/factories/redrives/run';
import { LINEAGE_ATTRIBUTE } from '../lineage.ts';
import { startRedrive } from '../start-redrive.ts';
import type { RedrivePlan, RedriveRequest } from '../types.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

async function plan(request: RedriveRequest): Promise<RedrivePlan> {
  const input = { request: { selection: { all: true }, ...request, dryRun: true }, by: 'test' };
  const result = await startRedrive({ ctx: desk.freshContext(), input });
  if (result.kind !== 'plan') throw new TypeError('expected a plan');
  return result.plan;
}

const notesOf = ({ notes }: RedrivePlan) =>
  Object.fromEntries(notes.map(({ code, severity }) => [code, severity]));

describe('a plan', () => {
  it('counts what would go where, and gives back what it looked at', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 45);
    expect(await plan({ source: deadLetters.name, ratePerSecond: 10 })).toMatchObject({
      action: 'redrive',
      selected: 45,
      selectedIsExact: true,
      examined: 45,
      targets: [{ kind: 'queue', name: source.name, messages: 45 }],
      durationSeconds: 5,
      requests: 15,
      generations: [45, 0, 0, 0, 0, 0],
      expiring: 0,
    });
    const selection = { messageIds: messageIds.slice(0, 2) };
    expect(await plan({ source: deadLetters.name, selection })).toMatchObject({
      selected: 2,
      targets: [{ messages: 2 }],
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 45, inFlight: 0, delayed: 0 });
  });

  it('finds the messages of a cause', async () => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 10);
    if (!desk.ctx.state) throw new TypeError('the desk has a table');
    const error = attemptError({ fingerprint: 'v1-plan' });
    await writeAttempts(
      desk.ctx.state,
      messageIds.slice(0, 4).map((messageId) => attempt({ messageId, error })),
    );
    const found = await plan({ source: deadLetters.name, selection: { fingerprint: 'v1-plan' } });
    expect(found).toMatchObject({ selected: 4, examined: 10, selectedIsExact: true });
    expect(await plan({ source: deadLetters.name, selection: { fingerprint: 'v1-none' } })).toMatchObject({
      selected: 0,
    });
  });

  it('warns of messages that were redriven before, and says which are skipped', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs);
    for (const generation of [0, 1, 2, 5, 7]) {
      const StringValue = JSON.stringify({ root: 'r', generation, receives: generation });
      const MessageAttributes = { [LINEAGE_ATTRIBUTE]: { DataType: 'String', StringValue } };
      await sendOne(desk.sqs, source.url, { MessageAttributes });
    }
    await deadLetterAll(desk.sqs, source);
    const careful = await plan({ source: deadLetters.name });
    expect(careful.generations).toEqual([1, 1, 1, 0, 0, 2]);
    expect(notesOf(careful)).toMatchObject({ 'redriven-before': 'warning', 'too-many-redrives': 'warning' });
    const messageOf = ({ notes }: RedrivePlan) =>
      notes.find(({ code }) => code === 'too-many-redrives')?.message;
    expect(messageOf(careful)).toContain('skipped');
    expect(messageOf(await plan({ source: deadLetters.name, allowManyGenerations: true }))).toContain(
      'moved once more',
    );
  });

  it('blocks what cannot be done at all, and warns of what cannot in part', async () => {
    const fifo = await createFifoQueue(desk.sqs);
    const { deadLetters } = await createFilledPair(desk.sqs, 2);
    const code = (request: RedriveRequest) => plan({ source: deadLetters.name, ...request }).then(notesOf);
    expect(await code({ target: fifo.name })).toMatchObject({ 'target-type': 'block' });
    await sendOne(desk.sqs, deadLetters.url);
    expect(await code({})).toMatchObject({ 'no-origin': 'warning' });
    const small = await createQueue(desk.sqs, { MaximumMessageSize: '1024' });
    const setAttributes = { a: { DataType: 'String', StringValue: 'x'.repeat(1024) } };
    const tooLarge = await code({ target: small.name, edit: { setAttributes } });
    expect(tooLarge).toMatchObject({ 'target-too-small': 'block' });
    await createRedrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
    expect(await code({})).toMatchObject({ 'job-active': 'block' });
  });

  it('of an empty queue says that there is nothing', async () => {
    const { deadLetters } = await createDeadLetterPair(desk.sqs);
    const empty = await plan({ source: deadLetters.name });
    expect(empty).toMatchObject({ selected: 0, durationSeconds: 0, requests: 0, firstExpiresAtMs: null });
    expect(notesOf(empty)).toMatchObject({ 'not-examined': 'block' });
  });
});
