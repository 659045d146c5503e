import { readFileSync } from 'node:fs';
import { expect, inject, it } from 'vitest';
import { DOCUMENT, putTable } from './document/section.ts';

it('docs/architecture.md shows what is deployed; if not, npm run architecture', async () => {
  const document = readFileSync(DOCUMENT, 'utf8');
  expect(document).toBe(await putTable(document, inject('production')));
});
