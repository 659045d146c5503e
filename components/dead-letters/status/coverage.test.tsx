import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ScanEstimate } from '#lib/messages/types';
import { workbenchView } from '#test/factories/workbench/workbench-view';
import type { WorkbenchView } from '../workbench/types.ts';
import { Coverage } from './coverage.tsx';
import { EstimatePanel } from './estimate-panel.tsx';

const coverage = (view: Partial<WorkbenchView>, blocked: string | null = null) =>
  renderToStaticMarkup(
    <Coverage
      view={workbenchView(view)}
      limit={100_000}
      inFlight={0}
      blocked={blocked}
      onRead={() => {}}
      onStop={() => {}}
    />,
  );

describe('Coverage', () => {
  it('says complete only of what is', () => {
    expect(coverage({ read: 9, about: 9 })).toContain('>complete<');
    const end = { ...workbenchView().end!, complete: false };
    const partly = coverage({ read: 9, about: 40, end });
    expect(partly).not.toContain('>complete<');
    expect(partly).toContain('Read 9 of about 40 messages');
    expect(partly).toContain('incomplete: some were in flight elsewhere');
  });

  it('tells of messages that return by themselves', () => {
    const end = { ...workbenchView().end!, returningByThemselves: 2 };
    expect(coverage({ read: 9, about: 9, end })).toContain('2 messages could not be given back');
  });

  it('stops what is read, and does not start while that would be in the way', () => {
    const reading = coverage(
      { state: 'reading', end: null, read: 12_300, about: 40_000 },
      'A move task runs.',
    );
    expect(reading).toContain('Reading: 12,300 of about 40,000');
    expect(reading).toMatch(/<button type="button" class="btn flex-none" title="[^"]*">Stop</);
    expect(coverage({ read: 9, about: 9 }, 'A move task runs.')).toMatch(
      /disabled="" title="A move task runs\."[^>]*>Read again</,
    );
  });
});

const estimate: ScanEstimate = {
  about: 840_000,
  inFlight: 0,
  messages: 100_000,
  seconds: 19,
  requests: 32_400,
  costUsd: 0.013,
  type: 'standard',
  refusal: null,
  notes: ['Each look counts as a receive.'],
};

const panel = (part: Partial<Parameters<typeof EstimatePanel>[0]>) =>
  renderToStaticMarkup(
    <EstimatePanel
      name="orders"
      estimate={estimate}
      problem={null}
      deadLetterQueue={null}
      onRead={() => {}}
      onDismiss={null}
      {...part}
    />,
  );

describe('EstimatePanel', () => {
  it('says what a look takes before the button', () => {
    const markup = panel({});
    for (const words of [
      '~840,000',
      '~100,000',
      'about 19 s',
      '$0.01',
      '32,400 requests',
      'counts as a receive',
    ])
      expect(markup).toContain(words);
    expect(markup).toContain('Read about 100,000 messages');
  });

  it('asks for an explicit yes to what a look would do', () => {
    const refusal = { code: 'receive-would-count', message: 'Three looks move a message.' };
    const markup = panel({ estimate: { ...estimate, refusal } });
    expect(markup).toContain('orders is not read by the desk without your yes');
    expect(markup).toContain('Three looks move a message.');
    expect(markup).toContain('>Read anyway<');
  });

  it('can be read without an estimate, but not while it is being made', () => {
    expect(panel({ estimate: null })).toMatch(/disabled=""[^>]*>Read</);
    expect(panel({ estimate: null, problem: 'access denied' })).not.toContain('disabled');
  });
});
