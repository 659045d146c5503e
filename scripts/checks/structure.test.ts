import { describe, expect, it } from 'vitest';
import { findStructureProblems } from './structure.ts';

const file = (path: string, text = '') => ({ path, text });
const lines = (count: number) => 'x\n'.repeat(count);

describe('findStructureProblems', () => {
  it('accepts a file of 400 lines and refuses the next line', () => {
    expect(findStructureProblems([file('lib/a.ts', lines(400))])).toEqual([]);
    expect(findStructureProblems([file('lib/a.ts', lines(401))])).toEqual([
      'lib/a.ts has 401 lines; at most 400. Split it by concern.',
    ]);
  });

  it('accepts a dozen files in a folder and refuses the next one, sub-folders not counted', () => {
    const dozen = Array.from({ length: 12 }, (_, index) => file(`lib/queues/f${index}.ts`));
    expect(findStructureProblems([...dozen, file('lib/queues/more/f.ts')])).toEqual([]);
    expect(findStructureProblems([...dozen, file('lib/queues/one-more.ts')])).toEqual([
      'lib/queues/ holds 13 source files; at most 12.',
    ]);
  });

  it.each([
    'lib/utils/a.ts',
    'lib/queue-helpers.ts',
    'lib/common/index.ts',
    'app/misc.tsx',
    'lib/date.util.ts',
  ])('refuses the name of %s', (path) => expect(findStructureProblems([file(path)])).toHaveLength(1));

  it('does not mistake a word that merely contains one', () => {
    expect(findStructureProblems([file('lib/commonmark/utilisation.ts')])).toEqual([]);
  });

  it.each([
    ['app/page.tsx', "import { startEngine } from '#engine/engine';"],
    ['lib/queues/send.ts', "import type { Clock } from '../../engine/core/clock.ts';"],
    ['functions/processor.ts', "const engine = await import('../engine/engine.ts');"],
    ['next.config.ts', "export * from './engine/engine.ts';"],
  ])('refuses an engine import in %s', (path, text) => {
    expect(findStructureProblems([file(path, text)])).toHaveLength(1);
  });

  it.each([
    ['scripts/start.ts', "import { startEngine } from '#engine/engine';"],
    ['lib/queues/send.test.ts', "import { startEngine } from '#engine/engine';"],
    ['lib/engine/a.ts', "import { b } from './b.ts';"],
    ['lib/a.ts', "import engine from 'engine';"],
  ])('allows %s to say %s', (path, text) => {
    expect(findStructureProblems([file(path, text)])).toEqual([]);
  });
});
