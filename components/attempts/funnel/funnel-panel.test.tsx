import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { funnel, step } from '#test/factories/readings/retries';
import { FunnelPanel } from './funnel-panel.tsx';

const render = (part: Partial<Parameters<typeof FunnelPanel>[0]>) =>
  renderToStaticMarkup(
    <FunnelPanel funnel={undefined} problem={null} reporting="unknown" window="last hour" {...part} />,
  );

const textOf = (markup: string) => markup.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('FunnelPanel', () => {
  it('says how many needed each attempt, how many died, and which share of all that is', () => {
    const steps = [step('1', 200, 50), step('2', 50, 20), step('3', 20, 10)];
    const text = textOf(render({ funnel: funnel(steps, { died: 10 }) }));
    expect(text).toContain('Of 200 messages that succeeded or died');
    expect(text).toContain('1 200 150 75 %');
    expect(text).toContain('2 50 30 15 %');
    expect(text).toContain('3 20 10 5.0 %');
    expect(text).toContain('Died 10 5.0 %');
  });

  it('has a dash for the dead who are not known, with the reason', () => {
    const text = textOf(render({ funnel: funnel([step('1', 5, 3)], { died: null, maxReceiveCount: null }) }));
    expect(text).toContain('Of 2 messages that succeeded');
    expect(text).toContain('Died — —');
    expect(text).toContain('Without a redrive policy no message dies here');
  });

  it('has no shares while nothing has come to an end', () => {
    const text = textOf(render({ funnel: funnel([step('1', 5, 5)]) }));
    expect(text).toContain('No message has come to an end yet');
    expect(text).toContain('1 5 0 —');
  });

  it('marks attempts after a redrive', () => {
    expect(textOf(render({ funnel: funnel([step('3', 1, 1), step('4', 1, 0)]) }))).toMatch(/4 redriven/);
  });

  it('tells a refusal of CloudWatch from silence', () => {
    const refused = textOf(render({ funnel: funnel([], { error: 'Allow cloudwatch:GetMetricData.' }) }));
    expect(refused).toContain('Cannot be shown: Allow cloudwatch:GetMetricData.');
    expect(refused).not.toContain('No attempt was reported');
    const silent = textOf(render({ funnel: funnel([]), reporting: 'silent' }));
    expect(silent).toContain('No attempt was reported in the last hour. Messages were received');
  });
});
