import { describe, expect, it } from 'vitest';
import { findCountProblems, readFacts } from './facts.ts';

const files: Record<string, string> = { 'test/a.test.ts': "it('keeps order', () => {})" };
const read = (...rows: string[]) =>
  readFacts(
    { path: 'docs/engine/x.md', text: ['| | fact | seen in |', '| - | - | - |', ...rows].join('\n') },
    (path) => files[path],
  );

describe('a document of facts', () => {
  it('counts what is covered and what is not', () => {
    expect(
      read(
        '| A1.1 | Order is kept. | `test/a.test.ts` “keeps order” |',
        '| A1.2 | A \\| in a fact. | `test/a.test.ts` “keeps” and `test/a.test.ts` “order” |',
        '| A10 | Billing. | not covered: nothing is billed here |',
      ),
    ).toEqual({ count: { covered: 2, notCovered: 1 }, problems: [] });
  });

  it.each([
    ['| A1 | x | `test/b.test.ts` “keeps order” |', 'there is no test/b.test.ts.'],
    ['| A1 | x | `test/a.test.ts` “loses order” |', 'test/a.test.ts has no test “loses order”.'],
    ['| A1 | x | surely |', 'it names no test as `path` “title”.'],
    ['| A1 | x | |', 'it names no test as `path` “title”.'],
    ['| A1 | x | not covered |', '"not covered" needs a colon and a reason.'],
    ['| A1 | x | not covered: |', '"not covered" needs a colon and a reason.'],
  ])('refuses %s', (row, problem) => {
    expect(read(row).problems).toEqual([`docs/engine/x.md: A1: ${problem}`]);
  });

  it('refuses an id that is there twice, and no rows', () => {
    const row = '| A1 | x | `test/a.test.ts` “keeps order” |';
    expect(read(row, row).problems).toEqual(['docs/engine/x.md: A1 is there twice.']);
    expect(read().problems).toEqual(['docs/engine/x.md: there is no row of facts.']);
  });
});

describe('the overview', () => {
  const overview = { path: 'docs/engine.md', text: '| [SQS](engine/sqs.md) | 3 | 2 | 1 |' };

  it('must tell the count of each document', () => {
    expect(findCountProblems(overview, 'engine/sqs.md', { covered: 2, notCovered: 1 })).toEqual([]);
    expect(findCountProblems(overview, 'engine/sqs.md', { covered: 3, notCovered: 1 })).toEqual([
      'docs/engine.md: the row of engine/sqs.md must say 4 | 3 | 1, not 3 | 2 | 1.',
    ]);
    expect(findCountProblems(overview, 'engine/lambda.md', { covered: 2, notCovered: 1 })).toHaveLength(1);
  });
});
