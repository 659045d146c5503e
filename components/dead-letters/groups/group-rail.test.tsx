import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { workbenchView } from '#test/factories/workbench/workbench-view';
import type { MessageGroup, WorkbenchView } from '../workbench/types.ts';
import { GroupRail } from './group-rail.tsx';
import { nameGroupBy, orderGroups } from './group-names.ts';

const group = (key: string, part: Partial<MessageGroup> = {}): MessageGroup => ({
  key,
  label: key && 'PaymentDeclined',
  detail: key ? 'card_declined' : null,
  count: 3,
  firstSentAtMs: 0,
  lastSentAtMs: 1000,
  ...part,
});

const rail = (
  view: Partial<WorkbenchView>,
  part: Partial<Omit<Parameters<typeof GroupRail>[0], 'view'>> = {},
) =>
  renderToStaticMarkup(
    <GroupRail
      view={workbenchView({ read: 9, matchingQuery: 9, groups: [group('v1-1')], ...view })}
      group={null}
      blocked={null}
      onGroup={() => {}}
      onGroupBy={() => {}}
      onRedrive={() => {}}
      {...part}
    />,
  );

/** What the pressed button says. */
const pressed = (markup: string) =>
  /<button[^>]*aria-pressed="true".*?<\/button>/.exec(markup)?.[0].replaceAll(/<[^>]*>/g, ' ');

describe('GroupRail', () => {
  it('has one choice pressed: all, a group, or those without', () => {
    const groups = [group('v1-1'), group('')];
    expect(pressed(rail({ groups }))).toContain('All causes');
    expect(pressed(rail({ groups }, { group: 'v1-1' }))).toContain('PaymentDeclined');
    expect(pressed(rail({ groups }, { group: '' }))).toContain('No recorded cause');
  });

  it('offers to redrive the chosen group, and no other', () => {
    expect(rail({})).not.toContain('Redrive these');
    expect(rail({}, { group: 'v1-1' })).toContain('Redrive these 3…');
    const blocked = rail({}, { group: 'v1-1', blocked: 'A move task is running.' });
    expect(blocked).toMatch(/disabled="" title="A move task is running\."[^>]*>Redrive these 3…/);
  });

  it('shows a group from a link even where no message has it', () => {
    expect(pressed(rail({}, { group: 'v1-9' }))).toContain('No message here has it.');
    const lookup = { state: 'under-way', reason: null } as const;
    expect(pressed(rail({ lookup }, { group: 'v1-9' }))).toContain('Not found yet.');
    expect(pressed(rail({ groupBy: 'attr.shop', state: 'reading' }, { group: 'x' }))).toContain(
      'Not found yet.',
    );
  });

  it('does not take a cause that is not known yet for one that was not recorded', () => {
    const groups = [group('')];
    const underWay = rail({ groups, lookup: { state: 'under-way', reason: null } });
    expect(underWay).toContain('No cause yet');
    expect(underWay).toContain('Causes are being looked up…');
    const unavailable = rail({ groups, lookup: { state: 'unavailable', reason: 'The table is gone.' } });
    expect(unavailable).toContain('Cause not known');
    expect(unavailable).toContain('Not all causes are known. The table is gone.');
  });

  it('keeps rare groups back until they are asked for, but never the chosen one', () => {
    const groups = Array.from({ length: 42 }, (_, index) => group(`v1-${index}`));
    expect(rail({ groups })).toContain('Show 12 rarer');
    const markup = rail({ groups }, { group: 'v1-41' });
    expect(markup).toContain('Show 11 rarer');
    expect(pressed(markup)).toContain('PaymentDeclined');
  });

  it('counts what is in no listed group', () => {
    expect(rail({ inOtherGroups: 1200 })).toContain('1,200 messages in rarer causes that are not listed.');
  });

  it('offers what these messages have, and keeps one from a link', () => {
    const markup = rail({ groupBy: 'body.kind', groupable: ['cause', 'day', 'attr.shop'] });
    expect(markup).toContain('<option value="attr.shop">shop</option>');
    expect(markup).toContain('<option value="body.kind" selected="">kind</option>');
  });

  it('shows what an error says as text, kept apart from its surroundings', () => {
    const evil = '<img src=x onerror=alert(1)>\u202E';
    const markup = rail({ groups: [group('v1-1', { label: evil, detail: evil })] });
    expect(markup).not.toContain('<img');
    expect(markup).toMatch(/<bdi[^>]*>&lt;img/);
    expect(markup).toMatch(/dir="auto"[^>]*>&lt;img/);
  });
});

describe('orderGroups', () => {
  it('puts days one after the other, and what has none last', () => {
    const days = [group('2026-11-20'), group(''), group('2026-11-22'), group('2026-11-21')];
    expect(orderGroups(days, 'day').map(({ key }) => key)).toEqual([
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '',
    ]);
    expect(orderGroups(days, 'cause').map(({ key }) => key)).toEqual([
      '2026-11-20',
      '2026-11-22',
      '2026-11-21',
      '',
    ]);
  });
});

describe('nameGroupBy', () => {
  it.each([
    ['cause', 'Cause'],
    ['day', 'Day'],
    ['attr.shop.id', 'shop.id'],
    ['body.order.region', 'order.region'],
  ])('%s is %s', (groupBy, name) => {
    expect(nameGroupBy(groupBy)).toBe(name);
  });
});
