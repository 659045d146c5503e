import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { latestAttempt } from '#test/factories/summaries';
import { CauseCell } from './cause-cell.tsx';
import { CauseRail } from './cause-rail.tsx';
import type { CauseGroup } from './group-causes.ts';
import { NO_CAUSE } from './lookup.ts';

const group = (fingerprint: string, part: Partial<CauseGroup> = {}): CauseGroup => ({
  fingerprint,
  errorName: 'PaymentDeclined',
  message: 'card_declined',
  count: 3,
  firstSeenAtMs: 0,
  lastSeenAtMs: 1000,
  ...part,
});

type Props = Parameters<typeof CauseRail>[0];

const rail = (part: Partial<Props>) =>
  renderToStaticMarkup(
    <CauseRail
      causes={{ groups: [group('v1-1')], none: 0, unknown: 0 }}
      lookup={{ state: 'joined', reason: null }}
      read={3}
      about={3}
      cause={null}
      onCause={() => {}}
      {...part}
    />,
  );

/** What the pressed button says. */
const pressed = (markup: string) =>
  /<button[^>]*aria-pressed="true".*?<\/button>/.exec(markup)?.[0].replaceAll(/<[^>]*>/g, ' ');

describe('CauseRail', () => {
  it('says whether its figures are of everything or of a part', () => {
    expect(rail({})).toContain('>of 3 messages<');
    expect(rail({ about: 5000 })).toContain('>of the 3 messages read<');
  });

  it('has one choice pressed: all, a cause, or none recorded', () => {
    const causes = { groups: [group('v1-1')], none: 2, unknown: 0 };
    expect(pressed(rail({ causes }))).toContain('All causes');
    expect(pressed(rail({ causes, cause: 'v1-1' }))).toContain('PaymentDeclined');
    expect(pressed(rail({ causes, cause: NO_CAUSE }))).toContain('No recorded cause');
  });

  it('shows a cause from a link even where no message has it', () => {
    expect(pressed(rail({ cause: 'v1-9' }))).toContain('No message that was read has it.');
    const lookup = { state: 'under-way', reason: null } as const;
    expect(pressed(rail({ cause: 'v1-9', lookup }))).toContain('Not found yet.');
  });

  it('tells a lookup under way from one that cannot be made', () => {
    const causes = { groups: [], none: 0, unknown: 7 };
    expect(rail({ causes, lookup: { state: 'under-way', reason: null } })).toContain('Looking up 7 causes…');
    const refused = rail({ causes, lookup: { state: 'unavailable', reason: 'The table is gone.' } });
    expect(refused).toContain('The causes of 7 messages could not be looked up. The table is gone.');
  });

  it('keeps rare causes back until they are asked for', () => {
    const groups = Array.from({ length: 42 }, (_, index) => group(`v1-${index}`));
    expect(rail({ causes: { groups, none: 0, unknown: 0 } })).toContain('Show 12 rarer');
    const markup = rail({ causes: { groups, none: 0, unknown: 0 }, cause: 'v1-41' });
    expect(pressed(markup)).toContain('PaymentDeclined');
  });

  it('shows what an error says as text, kept apart from its surroundings', () => {
    const evil = '<img src=x onerror=alert(1)>\u202E';
    const markup = rail({
      causes: { groups: [group('v1-1', { errorName: evil, message: evil })], none: 0, unknown: 0 },
    });
    expect(markup).not.toContain('<img');
    expect(markup).toMatch(/<bdi[^>]*>&lt;img/);
    expect(markup).toMatch(/dir="auto"[^>]*>&lt;img/);
  });
});

describe('CauseCell', () => {
  const cell = (...[props]: Parameters<typeof CauseCell>) => renderToStaticMarkup(<CauseCell {...props} />);

  it('has a word for each way of not knowing', () => {
    expect(cell({ attempt: undefined, state: 'under-way' })).toContain('being looked up');
    expect(cell({ attempt: undefined, state: 'joined' })).toContain('is not instrumented');
    expect(cell({ attempt: undefined, state: 'unavailable' })).toContain('could not be looked up');
    const succeeded = latestAttempt({ messageId: 'a', outcome: 'succeeded', error: null });
    expect(cell({ attempt: succeeded, state: 'joined' })).toContain('succeeded');
  });

  it('shows name and message of a failure, whether or not the rest is known', () => {
    const attempt = latestAttempt({ messageId: 'a' });
    expect(cell({ attempt, state: 'unavailable' })).toContain('PaymentDeclined');
    expect(cell({ attempt, state: 'unavailable' })).toContain('card_declined');
  });
});
