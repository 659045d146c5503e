import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { isCount } from './delete-dialog.tsx';
import { RedriveMenu } from './redrive-menu.tsx';
import { nameFile } from './save-file.ts';
import { SelectionBar } from './selection-bar.tsx';

const bar = (part: Partial<Parameters<typeof SelectionBar>[0]>) =>
  renderToStaticMarkup(
    <SelectionBar
      view={{ state: 'done', read: 40_000, matching: 31_200 }}
      selected={0}
      filtered
      onSelectAll={() => {}}
      onClear={() => {}}
      {...part}
    >
      {null}
    </SelectionBar>,
  );

describe('SelectionBar', () => {
  it('offers all that match, in sight or not, until they are selected', () => {
    expect(bar({})).toContain('31,200 of 40,000 match');
    expect(bar({})).toContain('Select all 31,200 that match');
    expect(bar({ selected: 31_200 })).not.toContain('Select all');
    expect(bar({ view: { state: 'done', read: 9, matching: 0 } })).not.toContain('Select all');
  });

  it('counts what is selected, and lets go of it', () => {
    expect(bar({})).not.toContain('Clear selection');
    expect(bar({ selected: 312 })).toContain('312 selected');
    expect(bar({ selected: 312 })).toContain('Clear selection');
  });
});

describe('RedriveMenu', () => {
  const menu = (part: Partial<Parameters<typeof RedriveMenu>[0]>) =>
    renderToStaticMarkup(
      <RedriveMenu
        counts={{ selected: null, group: null, results: null, all: 40_000 }}
        blocked={null}
        onRedrive={() => {}}
        {...part}
      />,
    );

  it('names what it would take, and shouts only what was chosen', () => {
    expect(menu({})).toContain('Redrive all (about 40,000)…');
    expect(menu({})).not.toContain('btn-accent');
    const chosen = menu({ counts: { selected: 3, group: 10, results: null, all: 40_000 } });
    expect(chosen).toContain('Redrive 3 selected…');
    expect(chosen).toContain('btn-accent');
  });

  it('says why nothing may be redriven', () => {
    expect(menu({ blocked: 'A move task is running.' })).toMatch(
      /disabled="" title="A move task is running\."/,
    );
  });
});

describe('isCount', () => {
  it.each(['1234', '1,234', ' 1 234 ', '1.234'])('takes %j for 1,234', (typed) => {
    expect(isCount(typed, 1234)).toBe(true);
  });

  it.each(['', '123', '12345', 'all'])('does not take %j for it', (typed) => {
    expect(isCount(typed, 1234)).toBe(false);
  });
});

describe('nameFile', () => {
  it('has queue and time, and no letter that a file system refuses', () => {
    expect(nameFile('orders-dlq.fifo', 'csv', 0)).toBe('orders-dlq.fifo-1970-01-01T00-00-00Z.csv');
  });
});
