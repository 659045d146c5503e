import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { redrivePlan } from '#test/factories/redrives/plan';
import { openDraft } from '../draft/draft.ts';
import { PlanPanel } from './plan-panel.tsx';

const draft = openDraft({ messages: 312, edit: null, target: null });

const textOf = (part: Partial<Parameters<typeof PlanPanel>[0]>) =>
  renderToStaticMarkup(
    <PlanPanel
      plan={redrivePlan()}
      planning={false}
      problem={null}
      draft={draft}
      onAgain={() => {}}
      {...part}
    />,
  )
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('PlanPanel', () => {
  it('says how many, how long, what it costs and where to', () => {
    const text = textOf({});
    expect(text).toContain('Messages 312 counted');
    expect(text).toContain('Moving takes about 3 s');
    expect(text).toContain('Costs under $0.01 96 requests to AWS');
    expect(text).toContain('Expire first 0 no expiry is known');
    expect(text).toContain('To orders 312');
    expect(text).not.toContain('Redriven before');
  });

  it('makes estimates look like estimates', () => {
    const text = textOf({ plan: redrivePlan({ selected: 8_104, selectedIsExact: false, examined: 2_000 }) });
    expect(text).toContain('Messages ~8,104 estimated');
    expect(text).toContain('orders ~8,104');
  });

  it('names what goes nowhere, and how often messages were redriven before', () => {
    const text = textOf({
      plan: redrivePlan({
        targets: [
          { kind: 'function', name: 'send-invoice', messages: 300 },
          { kind: 'none', name: null, messages: 12 },
        ],
        generations: [200, 100, 0, 0, 0, 12],
      }),
    });
    expect(text).toContain('send-invoice function');
    expect(text).toContain('nowhere: it is not known where they came from');
    expect(text).toContain('never 200 once 100 5 times and more 12');
  });

  it('puts what blocks before what warns', () => {
    const text = textOf({
      plan: redrivePlan({
        notes: [
          { severity: 'info', code: 'estimate-only', message: 'An estimate.' },
          { severity: 'warning', code: 'consumer-missing', message: 'Nobody consumes.' },
          { severity: 'block', code: 'job-active', message: 'Another job.' },
        ],
      }),
    });
    expect(text).toMatch(/Stops this: Another job\..*Warning: Nobody consumes\..*Note: An estimate\./);
  });

  it('has nothing to show while it looks, and says why there is no plan', () => {
    expect(textOf({ plan: null, planning: true })).toContain('Looking…');
    const failed = textOf({ plan: null, problem: 'sqs:ReceiveMessage is not allowed.' });
    expect(failed).toContain('sqs:ReceiveMessage is not allowed.');
    expect(failed).toContain('Plan again');
  });
});
