import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AttributeTable } from './attribute-table.tsx';
import { BodyView } from './body-view.tsx';
import { InvocationFacts } from './invocation-facts.tsx';

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

describe('a large body', () => {
  it('is drawn by its beginning, as text, before it is asked for', () => {
    const body = JSON.stringify({ text: 'x'.repeat(400_000) });
    const markup = renderToStaticMarkup(<BodyView body={body} />);
    expect(markup.length).toBeLessThan(30_000);
    expect(markup).toContain('Show all 390.6 KiB');
    expect(markup).toContain('>Tree<');
  });

  it('with many parts starts folded inside, and with a long string cut', () => {
    const markup = renderToStaticMarkup(
      <BodyView
        body={JSON.stringify({ long: 'y'.repeat(5000), list: Array.from({ length: 90 }, () => ({ a: 1 })) })}
      />,
    );
    expect(markup).toContain('3,000 more characters');
    expect(markup.match(/a: </g)).toBeNull();
  });
});

describe('InvocationFacts', () => {
  it('says what failed, and what Lambda does not tell', () => {
    const markup = renderToStaticMarkup(
      <InvocationFacts
        invocation={{
          functionName: null,
          requestId: 'r-1',
          errorCode: '200',
          errorMessage: 'card_declined',
          condition: null,
        }}
      />,
    );
    expect(markup).toContain('Asynchronous invocation failed');
    expect(markup).toContain('card_declined');
    expect(markup).toContain('not named by Lambda’s dead letter');
    expect(markup).not.toContain('Gave up because');
  });
});
