import { describe, expect, it } from 'vitest';
import { findDocumentProblems } from './documents.ts';

const PATHS = new Set([
  'docs/guide.md',
  'docs',
  'docs/images/overview.png',
  'lib/queues/send.ts',
  'lib/queues',
  'lib',
]);
const repository = {
  exists: (path: string) => PATHS.has(path.replace(/\/$/, '')),
  scripts: new Set(['start', 'verify', 'test:unit']),
};
const problems = (text: string, path = 'README.md') => findDocumentProblems({ path, text }, repository);

describe('findDocumentProblems', () => {
  it('accepts what exists', () => {
    const text = [
      '[guide](docs/guide.md#first) ![desk](docs/images/overview.png) <img src="docs/images/overview.png">',
      '[site](https://example.com/nowhere) [above](#top) `lib/queues/send.ts` `lib/queues/` `lib/*/types.ts`',
      '`npm run verify`, npm start and `npm run test:unit -- file`',
    ].join('\n');
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['a dead link', '[x](docs/gone.md)', 'README.md: the link docs/gone.md leads nowhere.'],
    ['a dead image', '![x](docs/images/gone.png)', 'README.md: the link docs/images/gone.png leads nowhere.'],
    ['a dead HTML image', '<img src="gone.png">', 'README.md: the link gone.png leads nowhere.'],
    ['a dead path', '`lib/queues/gone.ts`', 'README.md: there is no lib/queues/gone.ts.'],
    ['a dead script', '```\nnpm run gone\n```', 'README.md: package.json has no script "gone".'],
    ['a dead short script', 'npm test', 'README.md: package.json has no script "test".'],
  ])('names %s', (_what, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it('follows links from where the document lies', () => {
    expect(problems('[up](../lib/queues/send.ts)', 'docs/guide.md')).toEqual([]);
    expect(problems('[down](lib/queues/send.ts)', 'docs/guide.md')).toHaveLength(1);
  });

  it('does not read code as links', () => {
    expect(problems('`queue[0](gone.md)`\n```ts\nlist[0](gone)\n```')).toEqual([]);
  });
});
