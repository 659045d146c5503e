import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Finding } from '#lib/queues/diagnose/types';
import { renderRouted } from '#test/factories/readings/render-routed';
import { finding } from '#test/factories/readings/retries';
import { FindingsPanel } from './findings-panel.tsx';
import { SourceCauses } from './source-causes.tsx';

const render = (findings: Finding[], unchecked: string[] = []) =>
  renderToStaticMarkup(<FindingsPanel queue="main-queue" findings={findings} unchecked={unchecked} />)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('FindingsPanel', () => {
  it('has a word for each severity, the statement, why and what to do', () => {
    const text = render([finding({ severity: 'danger' }), finding({ rule: 'visibility-timeout' })]);
    expect(text).toMatch(
      /danger Nobody is told of dead letters › Why No alarm watches this queue. Fix Create one. notice/,
    );
  });

  it('names the queue of a finding only where it is another one', () => {
    expect(render([finding({ queue: 'dlq' })])).toContain('Nobody is told of dead letters dlq ›');
    expect(render([finding()])).not.toContain('main-queue');
  });

  it('keeps more than four back', () => {
    const rules = [
      'no-alarm',
      'expires-soon',
      'no-consumer',
      'visibility-timeout',
      'max-receive-count',
    ] as const;
    expect(render(rules.map((rule) => finding({ rule })))).toContain('Show 1 more finding');
  });

  it('does not call a queue sound of which a part could not be checked', () => {
    expect(render([])).toContain('Nothing was found wrong');
    const text = render([], ['Allow cloudwatch:DescribeAlarms.']);
    expect(text).toContain('Not everything could be checked. Allow cloudwatch:DescribeAlarms.');
    expect(text).not.toContain('Nothing was found wrong');
  });
});

describe('SourceCauses', () => {
  it('leads to every source', () => {
    const markup = renderRouted(<SourceCauses sources={['a', 'b']} />);
    expect(markup.match(/href="[^"]*"/g)).toEqual(['href="/queues/a"', 'href="/queues/b"']);
  });
});
