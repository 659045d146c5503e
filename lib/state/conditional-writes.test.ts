import { afterEach, describe, expect, it } from 'vitest';
import { openDesk } from '#test/factories/desk';
import { readAll } from '#test/factories/read-all';
import { JOBS } from './call-table.ts';
import { deleteIf, putIf, updateIf } from './conditional-writes.ts';
import { readPartition } from './read-partition.ts';
import { writeItems } from './write-items.ts';

const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

const IS_NEW = { expression: 'attribute_not_exists(#pk)', names: { '#pk': 'pk' } };
const key = (pk: string) => ({ pk, sk: 'one' });

describe('a conditional write', () => {
  it('happens if the condition holds, and says so', async () => {
    expect(await putIf(desk.ctx, { ...key('put'), size: 1 }, IS_NEW, JOBS)).toBe(true);
    expect(await putIf(desk.ctx, { ...key('put'), size: 2 }, IS_NEW, JOBS)).toBe(false);
    const isOne = { expression: '#size = :old', names: { '#size': 'size' }, values: { ':old': 1 } };
    // Names that are reserved words, and a value that is nothing.
    const set = { size: 3, status: 'ok', reason: null };
    expect(await updateIf(desk.ctx, key('put'), set, isOne, JOBS)).toEqual({ ...key('put'), ...set });
    expect(await updateIf(desk.ctx, key('put'), set, isOne, JOBS)).toBeNull();
    expect(await deleteIf(desk.ctx, key('put'), isOne, JOBS)).toBe(false);
    expect(await deleteIf(desk.ctx, key('put'), { ...isOne, values: { ':old': 3 } }, JOBS)).toBe(true);
    expect(await putIf(desk.ctx, key('put'), IS_NEW, JOBS)).toBe(true);
  });

  it('of which nothing is known throws, and does not say false', async () => {
    desk.proxy.fail(() => ({ kind: 'answer', status: 500, code: 'InternalServerError' }));
    await expect(putIf(desk.ctx, key('error'), IS_NEW, JOBS)).rejects.toMatchObject({
      code: 'jobs-unavailable',
    });
  });
});

describe('a partition', () => {
  it('is read in the order of its keys, by prefix, from behind a key, over pages', async () => {
    const items = Array.from({ length: 60 }, (_, index) => ({
      pk: 'p',
      sk: `a#${String(index).padStart(3, '0')}`,
    }));
    const others = [
      { pk: 'p', sk: 'b#1' },
      { pk: 'other', sk: 'a#001' },
    ];
    await writeItems({ ctx: desk.ctx, input: { items: [...items, ...others], subject: JOBS } });
    const place = { partition: 'p', prefix: 'a#', subject: JOBS, limit: 7 };
    const pages = await readAll(readPartition({ ctx: desk.ctx, input: place }));
    expect(pages.every((page) => page.length <= 7)).toBe(true);
    expect(pages.flat().map(({ sk }) => sk)).toEqual(items.map(({ sk }) => sk));
    const rest = await readAll(readPartition({ ctx: desk.ctx, input: { ...place, after: 'a#057' } }));
    expect(rest.flat().map(({ sk }) => sk)).toEqual(['a#058', 'a#059']);
    expect(await readAll(readPartition({ ctx: desk.ctx, input: { ...place, prefix: 'c#' } }))).toEqual([]);
  });
});

describe('writing items', () => {
  it('keeps to the bound of a request, and writes again what was left', async () => {
    let left = 3;
    desk.proxy.fail(({ action, body }) => {
      if (action !== 'BatchWriteItem' || left-- <= 0) return { kind: 'pass' };
      return left === 1
        ? { kind: 'answer', status: 400, code: 'ThrottlingException' }
        : { kind: 'reply', body: { UnprocessedItems: body['RequestItems'] } };
    });
    const items = Array.from({ length: 90 }, (_, index) => ({ pk: 'many', sk: `${index}` }));
    await writeItems({ ctx: desk.ctx, input: { items, subject: JOBS } });
    const sizes = desk.proxy.seen.flatMap(({ action, body }) =>
      action === 'BatchWriteItem'
        ? Object.values(body['RequestItems'] as Record<string, unknown[]>).map((one) => one.length)
        : [],
    );
    expect(Math.max(...sizes)).toBe(25);
    const stored = await readAll(
      readPartition({ ctx: desk.ctx, input: { partition: 'many', prefix: '', subject: JOBS } }),
    );
    expect(stored.flat()).toHaveLength(90);
  });

  it('does not try again what is refused', async () => {
    desk.proxy.fail(() => ({ kind: 'answer', status: 400, code: 'AccessDeniedException' }));
    const items = [{ pk: 'refused', sk: '1' }];
    await expect(writeItems({ ctx: desk.ctx, input: { items, subject: JOBS } })).rejects.toMatchObject({
      code: 'jobs-unavailable',
      message: expect.stringContaining('dynamodb:BatchWriteItem'),
    });
    expect(desk.proxy.seen).toHaveLength(1);
  });
});
