import { expect, it } from 'vitest';
import { findEditExcess } from './edit-bounds.ts';

const nest = (depth: number): unknown =>
  JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`) as unknown;

it('takes what a job can keep', () => {
  expect(findEditExcess({})).toBeNull();
  expect(findEditExcess({ bodyPatch: nest(90) })).toBeNull();
  expect(findEditExcess({ body: 'x'.repeat(1_000_000) })).toBeNull();
  expect(findEditExcess({ bodyPatch: { a: 'x'.repeat(120 * 1024) } })).toBeNull();
});

it('says what is too much', () => {
  expect(findEditExcess({ bodyPatch: nest(110) })).toContain('100 deep');
  expect(findEditExcess({ bodyPatch: { list: [nest(100_000)] } })).toContain('100 deep');
  expect(findEditExcess({ bodyPatch: { a: 'é'.repeat(70 * 1024) } })).toContain('128 KiB');
});
