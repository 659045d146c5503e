import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AttributeTable } from './attribute-table.tsx';
import { BodyView } from './body-view.tsx';

const EVIL = '<img src=x onerror="alert(1)"><script>alert(2)</script>';

/** The tags in `markup`, so that a test sees what a browser would build of it. */
function tags(markup: string): Set<string> {
  return new Set(Array.from(markup.matchAll(/<([a-z]+)/g), ([, name]) => name ?? ''));
}

describe('what a message brings is only ever text', () => {
  it.each([
    ['a text', EVIL],
    ['a JSON string', JSON.stringify({ html: EVIL })],
    ['a JSON name', JSON.stringify({ [EVIL]: 1 })],
  ])('in %s', (_, body) => {
    const markup = renderToStaticMarkup(<BodyView body={body} />);
    expect(markup).toContain('&lt;script&gt;');
    expect([...tags(markup)]).not.toContain('script');
    expect([...tags(markup)]).not.toContain('img');
  });

  it('in an attribute', () => {
    const markup = renderToStaticMarkup(
      <AttributeTable attributes={{ [EVIL]: { DataType: EVIL, StringValue: EVIL } }} />,
    );
    expect([...tags(markup)]).not.toContain('script');
  });
});

describe('AttributeTable', () => {
  it('shows a binary value as base64, with the size of what it holds', () => {
    const markup = renderToStaticMarkup(
      <AttributeTable attributes={{ seal: { DataType: 'Binary', BinaryValue: 'AAECA/8=' } }} />,
    );
    expect(markup).toContain('AAECA/8=');
    expect(markup).toContain('5 B');
  });

  it('says that there are none', () => {
    expect(renderToStaticMarkup(<AttributeTable attributes={{}} />)).toContain('none');
  });
});
