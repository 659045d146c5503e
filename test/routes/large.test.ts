import { afterEach, expect, it, vi } from 'vitest';
import type { RedriveResult } from '#lib/redrive/types';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { discoverRoutes } from './discover.ts';
import { judge } from './judge.ts';
import { cancelJobs } from './world.ts';

const KIB = 1024;
const desk = openDesk({ stateTable: true });
const redrive = (await discoverRoutes()).find(
  ({ method, path }) => method === 'POST' && path === '/api/redrives',
);

afterEach(() => {
  vi.restoreAllMocks();
});

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const attributes = (count: number, length: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `name-${index}`,
      { DataType: 'String', StringValue: 'x'.repeat(length) },
    ]),
  );

/** Parts of a redrive that the schema takes, and that may be too much for whatever stores, copies or sends it. */
it.each<[what: string, fields: string]>([
  ['a patch nested a thousand deep', `"edit":{"bodyPatch":${nested(1_000)}}`],
  ['a patch nested twenty thousand deep', `"edit":{"bodyPatch":${nested(20_000)}}`],
  ['a patch of half a megabyte', `"edit":{"bodyPatch":{"a":"${'x'.repeat(500 * KIB)}"}}`],
  ['attributes of a megabyte', `"edit":{"setAttributes":${JSON.stringify(attributes(10, 100 * KIB))}}`],
  ['a patch of a hundred thousand members', `"edit":{"bodyPatch":${JSON.stringify(attributes(30_000, 1))}}`],
  ['a patch of prototypes', '"edit":{"bodyPatch":{"__proto__":{"x":1},"constructor":{"prototype":null}}}'],
  ['half a character as reason', '"reason":"\\ud800","label":"\\udfff"'],
  [
    'a key of control characters',
    '"idempotencyKey":"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007"',
  ],
])('a redrive with %s is done or refused', { timeout: 60_000 }, async (_, fields) => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { deadLetters } = await createFilledPair(desk.sqs, 1);
  for (const dryRun of [true, false]) {
    const body = `{"source":"${deadLetters.name}","selection":{"all":true},"dryRun":${dryRun},${fields}}`;
    const request = new Request('http://localhost:3000/api/redrives', {
      method: 'POST',
      headers: { host: 'localhost:3000' },
      body,
    });
    const answer = await redrive?.handler(request, { params: Promise.resolve({}) });
    if (!answer) throw new TypeError('there is a route of redrives');
    const copy = answer.clone();
    const { status, faults } = await judge(answer, 'no secret here');
    expect(faults).toEqual([]);
    const { kind = 'refused' } = (await copy.json()) as Partial<RedriveResult>;
    const wanted = dryRun ? 'plan' : 'job';
    expect([status, kind]).toEqual(status === 200 ? [200, wanted] : [400, 'refused']);
  }
  await expect.poll(() => cancelJobs(desk), { timeout: 30_000 }).toBe(0);
  expect(printed.mock.calls).toEqual([]);
});
