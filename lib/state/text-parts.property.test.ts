import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOBS } from './call-table.ts';
import { splitText, readText, writeText } from './text-parts.ts';
import { openDesk } from '#test/factories/desk';

const desk = openDesk({ stateTable: true });

const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\ud83d', '\ude00', '漢'), maxLength: 60 });

describe('the parts of a text', () => {
  it('are the text again, none is too long, and none ends within a character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 9 }), (whole, size) => {
        const parts = splitText(whole, size);
        expect(parts.join('')).toBe(whole);
        for (const [index, part] of parts.entries()) {
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(size);
          const isCut = /[\ud800-\udbff]$/.test(part) && /^[\udc00-\udfff]/.test(parts[index + 1] ?? '');
          expect(isCut).toBe(false);
        }
      }),
    );
  });

  it('come back from the table in their order', async () => {
    const place = { partition: 'text#1', prefix: 'part#' };
    const whole = `${'漢'.repeat(120_000)}${'😀'.repeat(90_000)}end`;
    await writeText(desk.ctx, place, whole, { expiresAt: 2_000_000_000, subject: JOBS });
    const read = await readText(desk.ctx, place, JOBS);
    expect(read.length).toBe(whole.length);
    expect(read === whole).toBe(true);
    expect(await readText(desk.ctx, { ...place, prefix: 'none#' }, JOBS)).toBe('');
  });
});
