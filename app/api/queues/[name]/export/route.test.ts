import { afterEach, describe, expect, it } from 'vitest';
import type { ScanEstimate } from '#lib/messages/types';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { readDepth } from '#test/factories/queue';
import { GET as estimate } from '../scan/route.ts';
import { POST as exportFile } from './route.ts';

const desk = openDesk();

afterEach(() => desk.proxy.heal());

function ask(path: string, body?: object): Request {
  const headers = { host: 'localhost:3000' };
  const url = `http://localhost:3000${path}`;
  return body
    ? new Request(url, { method: 'POST', headers, body: JSON.stringify(body) })
    : new Request(url, { headers });
}

const named = (name: string) => ({ params: Promise.resolve({ name }) });

describe('POST export', () => {
  it('is a file to save, of the right type', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 25);
    const answer = await exportFile(ask('/export', { format: 'csv' }), named(deadLetters.name));
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(answer.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="${deadLetters.name}-[\\dT-]+Z\\.csv"$`),
    );
    expect((await answer.text()).trimEnd().split('\r\n')).toHaveLength(26);
  });

  it('says why when nothing could be read, and breaks off once it has begun', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 5);
    desk.proxy.fail(({ action }) =>
      action === 'ReceiveMessage' ? { kind: 'answer', status: 403, code: 'AccessDenied' } : { kind: 'pass' },
    );
    const refused = await exportFile(ask('/export', { format: 'ndjson' }), named(deadLetters.name));
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('sqs:ReceiveMessage');
    const begun = await exportFile(ask('/export', { format: 'csv' }), named(deadLetters.name));
    await expect(begun.text()).rejects.toThrow('sqs:ReceiveMessage');
  });

  it('gives back when the browser hangs up', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 60);
    const answer = await exportFile(ask('/export', { format: 'ndjson' }), named(deadLetters.name));
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect
      .poll(() => readDepth(desk.sqs, deadLetters.url))
      .toEqual({ visible: 60, inFlight: 0, delayed: 0 });
  });

  it('refuses in the shape of the API before it streams', async () => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 1);
    const refused = await exportFile(ask('/export', { format: 'csv' }), named(source.name));
    expect(refused.status).toBe(409);
    const unclear = await exportFile(ask('/export', { format: 'csv', query: '(' }), named(deadLetters.name));
    expect(unclear.status).toBe(400);
  });
});

describe('GET scan', () => {
  it('estimates', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 12);
    const answer = await estimate(ask('/scan?limit=10'), named(deadLetters.name));
    expect((await answer.json()) as ScanEstimate).toMatchObject({ about: 12, messages: 10, refusal: null });
    expect((await estimate(ask('/scan?limit=x'), named(deadLetters.name))).status).toBe(400);
    expect((await estimate(ask('/scan'), named(deadLetters.name))).status).toBe(200);
  });
});
