import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { retryingList, retryingMessage } from '#test/factories/readings/retries';
import { RetryingPanel } from './retrying-panel.tsx';

const render = (part: Partial<Parameters<typeof RetryingPanel>[0]>) =>
  renderToStaticMarkup(
    <RetryingPanel
      list={undefined}
      problem={null}
      reporting="reporting"
      openId={null}
      onOpen={() => {}}
      {...part}
    />,
  );

const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('RetryingPanel', () => {
  it('tells for each message its error, its receives and when it goes on', () => {
    const message = retryingMessage({ messageId: '8f3c12ab-1', nextAttemptAtMs: Date.now() + 90_500 });
    const markup = render({ list: retryingList([message]) });
    expect(textOf(markup)).toMatch(
      /8f3c12ab .*PaymentDeclined card_declined 1 of 3 · 2 left .* ago in 1 min 3\d s/,
    );
    expect(markup).toContain('aria-label="Copy message id 8f3c12ab"');
  });

  it('puts those without a receive left at the end, and counts them', () => {
    const text = textOf(
      render({
        list: retryingList([
          retryingMessage({ messageId: 'worn-out', state: 'exhausted', receiveCount: 3, receivesLeft: 0 }),
          retryingMessage({ messageId: 'first' }),
          retryingMessage({ messageId: 'second', state: 'overdue' }),
        ]),
      }),
    );
    expect(text).toContain('3 messages · 1 without a receive left');
    expect(text).toMatch(/first.*second.*worn-out/);
    expect(text).toContain('exhausted : moves with the next receive');
  });

  it('marks redriven messages, and has no limit where the queue has none', () => {
    const message = retryingMessage({
      messageId: 'again',
      attempt: 5,
      receiveCount: 2,
      receivesLeft: null,
      generation: 1,
    });
    const markup = render({ list: retryingList([message], { maxReceiveCount: null }) });
    expect(markup).toContain('Attempt 5 over all its redrives');
    expect(textOf(markup)).toMatch(/card_declined 2 redriven/);
  });

  it('keeps a long list back, and says when it is not all there is', () => {
    const messages = Array.from({ length: 200 }, (_, index) => retryingMessage({ messageId: `m-${index}` }));
    const text = textOf(render({ list: retryingList(messages, { truncated: true }) }));
    expect(text).toContain('the 200 messages that failed last; there are more');
    expect(text).toContain('Show all 200');
    expect(text).not.toContain('m-10 ');
  });

  it('does not say that nothing is retried where nobody would tell', () => {
    expect(textOf(render({ list: retryingList([]) }))).toContain('No message is between two attempts.');
    const silent = textOf(render({ list: retryingList([]), reporting: 'silent' }));
    expect(silent).toContain('the consumer reports no attempts');
    expect(silent).not.toContain('No message is');
  });
});
