import { describe, expect, it } from 'vitest';
import { renderRouted } from '#test/factories/readings/render-routed';
import { cause, causeList } from '#test/factories/readings/retries';
import { CausesPanel } from './causes-panel.tsx';

const render = (part: Partial<Parameters<typeof CausesPanel>[0]> = {}) =>
  renderRouted(
    <CausesPanel
      list={causeList([cause()])}
      problem={null}
      reporting="reporting"
      window="last hour"
      deadLetterQueue="dlq"
      {...part}
    />,
  );

const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('CausesPanel', () => {
  it('tells each cause with its figures and its trend, and leads to its dead letters', () => {
    const markup = render();
    const text = textOf(markup);
    expect(text).toContain('6 failed attempts, last hour');
    expect(text).toMatch(/PaymentDeclined card_declined first .* ago · last .* ago/);
    expect(text).toMatch(/6 failures 2 messages/);
    expect(markup).toContain('aria-label="PaymentDeclined: failures per 15 min, at most 6"');
    expect(markup).toContain('href="/queues/dlq/dead-letters?cause=v1-0123456789abcdef"');
  });

  it('has a message to look for where there is no dead-letter queue', () => {
    const markup = render({ deadLetterQueue: null });
    expect(markup).not.toContain('dead-letters');
    expect(textOf(markup)).toContain('sample 8f3c12ab');
  });

  it('keeps rare causes back, and tells those that are listed nowhere', () => {
    const causes = Array.from({ length: 7 }, (_, index) => cause({ fingerprint: `v1-${index}` }));
    const text = textOf(render({ list: causeList(causes, { otherCauses: 31 }) }));
    expect(text).toContain('Show 2 rarer causes');
    expect(text).toContain('31 even rarer, counted and not listed');
  });

  it('says from when it counts, where not all failures are counted', () => {
    const countedFromMs = new Date(2026, 10, 25, 14, 3, 10).getTime();
    expect(textOf(render({ list: causeList([cause()], { countedFromMs }) }))).toContain(
      'these figures begin at 2026-11-25 14:03:10',
    );
  });

  it('tells no failure from no report', () => {
    const empty = (reporting: Parameters<typeof CausesPanel>[0]['reporting']) =>
      textOf(render({ list: causeList([]), reporting }));
    expect(empty('reporting')).toContain('No failure was recorded in the last hour.');
    expect(empty('reporting')).not.toContain('docs/instrument.md');
    expect(empty('silent')).toMatch(/not instrumented.*docs\/instrument\.md/);
    expect(empty('idle')).toMatch(/No message was received either.*docs\/instrument\.md/);
  });

  it('says why there is nothing, or that what there is was read before', () => {
    const problem = 'The table is throttled.';
    expect(textOf(render({ list: undefined, problem }))).toContain(
      'Cannot be shown: The table is throttled.',
    );
    const text = textOf(render({ problem }));
    expect(text).toContain('Not up to date: The table is throttled.');
    expect(text).toContain('PaymentDeclined');
    expect(render({ list: undefined })).toContain('aria-busy="true"');
  });

  it('shows what an error says as text, kept apart from its surroundings', () => {
    const evil = '<img src=x onerror=alert(1)>\u202E';
    const markup = render({ list: causeList([cause({ errorName: evil, message: evil })]) });
    expect(markup).not.toContain('<img');
    expect(markup).toMatch(/<bdi>&lt;img/);
    expect(markup).toMatch(/dir="auto"[^>]*>&lt;img/);
  });
});
