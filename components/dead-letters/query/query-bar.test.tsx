import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CompletionList } from './completion-list.tsx';
import { toExamples } from './examples.ts';
import { insertCompletion } from './insert.ts';
import { QueryBar } from './query-bar.tsx';
import { splitAt } from './underline.tsx';
import { step } from './use-completion.ts';

const bar = (part: Partial<Parameters<typeof QueryBar>[0]>) =>
  renderToStaticMarkup(
    <QueryBar
      text=""
      problem={null}
      groupable={['cause', 'day']}
      complete={async () => []}
      onText={() => {}}
      {...part}
    />,
  );

describe('QueryBar', () => {
  it('is a combobox without a list until there is something to offer', () => {
    const markup = bar({});
    expect(markup).toMatch(/role="combobox"[^>]*aria-expanded="false"/);
    expect(markup).not.toContain('role="listbox"');
    expect(markup).not.toContain('Clear the query');
  });

  it('says what is wrong, ties the words to the input, and underlines the place', () => {
    const markup = bar({
      text: 'agee>2h',
      problem: { message: 'There is no field agee.', from: 0, to: 4 },
    });
    const [, described] = /aria-describedby="([^"]+)"/.exec(markup) ?? [];
    expect(markup).toContain('aria-invalid="true"');
    expect(markup).toContain(`<output id="${described}"`);
    expect(markup).toContain('There is no field agee.');
    expect(markup).toMatch(/decoration-wavy[^>]*>agee</);
    expect(markup).toContain('Clear the query');
  });
});

describe('CompletionList', () => {
  it('marks the option that Enter takes', () => {
    const completion = { insert: 'cause:', from: 0, to: 2, label: 'cause', detail: '<b>field</b>' };
    const markup = renderToStaticMarkup(
      <CompletionList
        id="list"
        completions={[completion, { ...completion, insert: 'age>', label: 'age' }]}
        active={1}
        onPoint={() => {}}
        onTake={() => {}}
      />,
    );
    expect(markup).toMatch(/id="list-0"[^>]*aria-selected="false"/);
    expect(markup).toMatch(/id="list-1"[^>]*aria-selected="true"/);
    expect(markup).not.toContain('<b>');
  });
});

describe('insertCompletion', () => {
  it('replaces what was begun, and puts the cursor behind', () => {
    const completion = { label: 'cause', detail: '', insert: 'cause:', from: 6, to: 8 };
    expect(insertCompletion('age>2h'.slice(0, 5) + ' ca rest', completion)).toEqual({
      text: 'age>2 cause: rest',
      cursor: 12,
    });
  });
});

describe('step', () => {
  it('goes round, with nothing chosen between the last and the first', () => {
    expect([step(-1, 1, 2), step(0, 1, 2), step(1, 1, 2)]).toEqual([0, 1, -1]);
    expect([step(-1, -1, 2), step(1, -1, 2), step(0, -1, 2)]).toEqual([1, 0, -1]);
  });
});

describe('splitAt', () => {
  it('has something to underline even behind the end', () => {
    expect(splitAt('age>', { message: '', from: 4, to: 4 })).toEqual(['age>', ' ', '']);
    expect(splitAt('age', { message: '', from: 9, to: 12 })).toEqual(['age', ' ', '']);
    expect(splitAt('a b c', { message: '', from: 2, to: 3 })).toEqual(['a ', 'b', ' c']);
  });
});

describe('toExamples', () => {
  it('takes fields of these messages', () => {
    const queries = toExamples(['cause', 'day', 'attr.shop', 'body.kind']).map(([query]) => query);
    expect(queries).toContain('body.kind:* -attr.shop:test');
  });
});
