import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSources, isBuildFresh } from './build.ts';

let root: string;

const stamp = () => writeFileSync(join(root, '.next/redrive-sources.sha256'), hashSources(root));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'redrive-build-'));
  for (const folder of ['app/(desk)', 'lib/queues', '.next', 'docs'])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'app/(desk)/page.tsx'), 'one');
  writeFileSync(join(root, 'package-lock.json'), '{}');
});

afterEach(() => rmSync(root, { recursive: true }));

describe('isBuildFresh', () => {
  it('is false without a build', () => {
    expect(isBuildFresh(root)).toBe(false);
  });

  it('is true right after one', () => {
    stamp();
    expect(isBuildFresh(root)).toBe(true);
  });

  it.each([
    ['an edited page', () => writeFileSync(join(root, 'app/(desk)/page.tsx'), 'two')],
    ['a new source', () => writeFileSync(join(root, 'lib/queues/send.ts'), '')],
    ['a removed source', () => rmSync(join(root, 'app/(desk)/page.tsx'))],
    ['another dependency', () => writeFileSync(join(root, 'package-lock.json'), '{"a":1}')],
  ])('is false after %s', (_what, change) => {
    stamp();
    change();
    expect(isBuildFresh(root)).toBe(false);
  });

  it.each([
    ['a test', () => writeFileSync(join(root, 'lib/queues/send.test.ts'), '')],
    ['a document', () => writeFileSync(join(root, 'docs/guide.md'), '')],
  ])('stays true after %s, which is not built', (_what, change) => {
    stamp();
    change();
    expect(isBuildFresh(root)).toBe(true);
  });
});
