import { describe, expect, it } from 'vitest';
import { checkDraft } from './check-draft.ts';
import { openDraft, type RedriveDraft } from './draft.ts';

const draft = (part: Partial<RedriveDraft> = {}): RedriveDraft => ({
  ...openDraft({ messages: 312, edit: null, target: null }),
  ...part,
});

const problemsOf = (part: Partial<RedriveDraft>) => checkDraft(draft(part));

describe('openDraft', () => {
  it('tries a few first, unless there is only one', () => {
    expect(draft()).toMatchObject({ trial: true, stages: [1, 5, 20, 100], maxFailurePercent: 0 });
    expect(openDraft({ messages: 1, edit: null, target: null }).trial).toBe(false);
    expect(openDraft({ messages: null, edit: null, target: null }).trial).toBe(true);
  });

  it('begins with the changes of the message editor and the queue it was given', () => {
    const edit = {
      bodyPatch: { currency: 'EUR' },
      setAttributes: { seal: { DataType: 'Binary', BinaryValue: 'AAE=' } },
      removeAttributes: ['a', 'b'],
    };
    expect(openDraft({ messages: 1, edit, target: 'orders' })).toMatchObject({
      targetKind: 'queue',
      queue: 'orders',
      bodyPatch: '{\n  "currency": "EUR"\n}',
      setAttributes: [{ name: 'seal', type: 'Binary', value: 'AAE=' }],
      removeAttributes: 'a, b',
    });
  });
});

describe('checkDraft', () => {
  it('has nothing to say about a draft as it opens', () => {
    expect(problemsOf({})).toEqual({});
  });

  it('asks for the target that was promised', () => {
    expect(problemsOf({ targetKind: 'queue' })).toEqual({ queue: '' });
    expect(problemsOf({ targetKind: 'function', functionName: ' ' })).toEqual({ functionName: '' });
  });

  it('bounds the rate by who moves', () => {
    expect(problemsOf({ ratePerSecond: 10_000 })).toEqual({});
    for (const ratePerSecond of [0, 1.5, NaN, 10_001]) {
      expect(problemsOf({ ratePerSecond })).toHaveProperty('ratePerSecond');
    }
    expect(problemsOf({ engine: 'aws', ratePerSecond: 501 })).toEqual({
      ratePerSecond: 'A whole number from 1 to 500.',
    });
  });

  it('wants stages that grow, and looks at them only in a trial run', () => {
    for (const stages of [[], [0], [5, 1], [NaN], [1.5], [100_001]]) {
      expect(problemsOf({ stages })).toHaveProperty('stages');
      expect(problemsOf({ stages, trial: false })).toEqual({});
      expect(problemsOf({ stages, engine: 'aws' })).toEqual({});
    }
    expect(problemsOf({ stages: [5, 5] })).toEqual({});
    expect(problemsOf({ maxFailurePercent: 101 })).toHaveProperty('maxFailurePercent');
    expect(problemsOf({ maxFailurePercent: NaN })).toHaveProperty('maxFailurePercent');
  });

  it('says what is wrong with a patch and with attributes', () => {
    expect(problemsOf({ bodyPatch: '{"a": null}' })).toEqual({});
    expect(problemsOf({ bodyPatch: '[1]' }).bodyPatch).toContain('JSON object');
    expect(problemsOf({ bodyPatch: '{' }).bodyPatch).toMatch(/^Not JSON: /);
    expect(problemsOf({ bodyPatch: '{}' }).bodyPatch).toContain('changes nothing');
    const line = { id: '1', name: 'a', type: 'String', value: 'x' };
    expect(problemsOf({ setAttributes: [line, { ...line, id: '2' }] }).setAttributes).toBe('Each name once.');
    expect(problemsOf({ setAttributes: [{ ...line, value: '' }] }).setAttributes).toContain('a value');
    expect(problemsOf({ reason: 'x'.repeat(501) }).reason).toBe('At most 500 characters.');
  });
});
