import { describe, expect, it } from 'vitest';
import { describeScope, findScope } from './scope-text.ts';

describe('findScope', () => {
  it('takes what was chosen last: the selection, then the group, the results, and everything', () => {
    expect(findScope({ selected: 3, group: 10, results: 20, all: 100 })).toBe('selected');
    expect(findScope({ selected: 0, group: 10, results: 20, all: 100 })).toBe('group');
    expect(findScope({ selected: 0, group: null, results: 20, all: 100 })).toBe('results');
    expect(findScope({ selected: 0, group: null, results: null, all: 100 })).toBe('all');
  });

  it('does not fall back to everything where nothing is there', () => {
    expect(findScope({ selected: 0, group: null, results: null, all: 0 })).toBeNull();
  });
});

describe('describeScope', () => {
  it('says of everything that it is not counted', () => {
    expect(describeScope('all', 40_000)).toBe('all (about 40,000)');
    expect(describeScope('selected', 1)).toBe('1 selected');
  });
});
