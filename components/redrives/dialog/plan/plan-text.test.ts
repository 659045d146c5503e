import { describe, expect, it } from 'vitest';
import { redrivePlan } from '#test/factories/redrives/plan';
import { openDraft, type RedriveDraft } from '../draft/draft.ts';
import { findObstacle } from './obstacle.ts';
import { describeAction, describeBasis, describeCost, describeDuration } from './plan-text.ts';

const draft = (part: Partial<RedriveDraft> = {}): RedriveDraft => ({
  ...openDraft({ messages: 312, edit: null, target: null }),
  ...part,
});

describe('describeAction', () => {
  const say = (part: Partial<RedriveDraft>, plan = redrivePlan(), restore = false) =>
    describeAction(draft(part), { plan, restore });

  it('says what the button does', () => {
    expect(say({})).toBe('Try 1 of 312 first');
    expect(say({ stages: [20] })).toBe('Try 20 of 312 first');
    expect(say({ trial: false })).toBe('Redrive 312 messages');
    expect(say({}, redrivePlan({ selected: 1 }))).toBe('Redrive 1 message');
    expect(say({}, redrivePlan({ selected: 8_104, selectedIsExact: false }))).toBe(
      'Try 1 of about 8,104 first',
    );
    expect(say({ trial: false }, redrivePlan({ selected: 3 }), true)).toBe('Restore 3 messages');
    expect(say({ engine: 'aws' })).toBe('Start AWS’s move task');
  });

  it('promises no number before there is a plan', () => {
    expect(describeAction(draft(), { plan: null, restore: false })).toBe('Try first');
  });
});

describe('words of a plan', () => {
  it('tell a count from an estimate', () => {
    expect(describeBasis(redrivePlan())).toBe('A look at 312 messages; none was moved by it.');
    expect(describeBasis(redrivePlan({ examined: 0 }))).toContain('no message was looked at');
    expect(
      describeBasis(redrivePlan({ selected: 9_000, selectedIsExact: false, examined: 2_000 })),
    ).toContain('an estimate');
  });

  it('do not pretend to know fractions', () => {
    expect(describeCost(0)).toBe('$0');
    expect(describeCost(0.000_04)).toBe('under $0.01');
    expect(describeCost(1.5)).toBe('$1.50');
    expect(describeDuration(0.4)).toBe('under 1 s');
    expect(describeDuration(64)).toBe('about 1 min 4 s');
  });
});

describe('findObstacle', () => {
  const find = (part: Partial<Parameters<typeof findObstacle>[0]>) =>
    findObstacle({ plan: redrivePlan(), planProblem: null, problems: {}, ...part });

  it('finds none in a clean plan, and none in a warning', () => {
    expect(find({})).toBeNull();
    const notes = [{ severity: 'warning', code: 'still-failing', message: 'Still failing.' }] as const;
    expect(find({ plan: redrivePlan({ notes: [...notes] }) })).toBeNull();
  });

  it('passes the reason of a block on', () => {
    const notes = [{ severity: 'block', code: 'job-active', message: 'Another job works here.' }] as const;
    expect(find({ plan: redrivePlan({ notes: [...notes] }) })).toEqual({
      text: 'Another job works here.',
      severe: true,
    });
  });

  it('waits for a choice without alarm', () => {
    expect(find({ problems: { queue: '' } })).toEqual({
      text: 'Choose the queue they go to.',
      severe: false,
    });
    expect(find({ problems: { stages: 'Whole numbers.' } })?.severe).toBe(true);
  });

  it('lets nothing start without a plan, or with nothing to move', () => {
    expect(find({ plan: null, planProblem: 'The table does not answer.' })?.text).toContain('no plan');
    expect(find({ plan: redrivePlan({ selected: 0 }) })?.text).toBe('There is nothing to move.');
  });
});
