import { describe, expect, it } from 'vitest';
import { readAllPages } from './paginate.ts';

describe('readAllPages', () => {
  it('follows tokens to the end, empty pages included', async () => {
    const pages = new Map([
      [undefined, { items: [1, 2], next: 'a' }],
      ['a', { items: [], next: 'b' }],
      ['b', { items: [3], next: undefined }],
    ]);
    const items = await readAllPages(async (token) => pages.get(token) ?? { items: [], next: undefined });
    expect(items).toEqual([1, 2, 3]);
  });

  it('does not follow a token round in circles', async () => {
    const items = await readAllPages(async () => ({ items: ['x'], next: 'same' }));
    expect(items).toEqual(['x', 'x']);
  });
});
