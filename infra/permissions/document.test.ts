import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { writeDocument } from './document.ts';

it('docs/permissions.md is what the grants say; if not, npm run permissions', async () => {
  const path = resolve(import.meta.dirname, '../../docs/permissions.md');
  const text = await format(writeDocument(), { ...(await resolveConfig(path)), filepath: path });
  expect(readFileSync(path, 'utf8')).toBe(text);
});
