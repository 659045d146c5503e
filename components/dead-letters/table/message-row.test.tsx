import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { latestAttempt, scannedMessage } from '#test/factories/readings/summaries';
import { CauseCell } from './cause-cell.tsx';
import { COLUMNS } from './columns.tsx';
import { MessageRow } from './message-row.tsx';
import { TableHead } from './table-head.tsx';

type Props = Parameters<typeof MessageRow>[0];

const DAY_MS = 86_400_000;

const row = (part: Partial<Props>) =>
  renderToStaticMarkup(
    <table>
      <tbody>
        <MessageRow
          row={undefined}
          index={4}
          lookupState="joined"
          nowMs={DAY_MS}
          selected={false}
          open={false}
          active={false}
          {...part}
        />
      </tbody>
    </table>,
  );

const message = scannedMessage({ messageId: '0123456789', body: '{"a":\n  "<b>"}', expiresAtMs: 2 * DAY_MS });

describe('MessageRow', () => {
  it('knows its place in the whole table, and whether it is selected', () => {
    expect(row({ row: { message, attempt: undefined }, selected: true })).toMatch(
      /<tr id="dead-letter-4" aria-rowindex="6" aria-selected="true" data-index="4"/,
    );
  });

  it('has as many cells while its message is on the way', () => {
    const cells = (markup: string) => markup.match(/<td/g)?.length;
    expect(cells(row({}))).toBe(COLUMNS.length + 1);
    expect(cells(row({ row: { message, attempt: undefined } }))).toBe(COLUMNS.length + 1);
  });

  it('shows a body in one line, as text', () => {
    const markup = row({ row: { message, attempt: undefined } });
    expect(markup).toContain('{&quot;a&quot;: &quot;&lt;b&gt;&quot;}');
  });

  it.each([
    [2 * DAY_MS, 'in 1 d'],
    [DAY_MS + 3_600_000, 'in 1 h'],
    [DAY_MS - 1, 'expired'],
  ])('that expires at %d says %s', (expiresAtMs, words) => {
    const markup = row({ row: { message: { ...message, expiresAtMs }, attempt: undefined } });
    expect(markup).toContain(`>${words}<`);
  });
});

describe('TableHead', () => {
  const head = (sort: Parameters<typeof TableHead>[0]['sort']) =>
    renderToStaticMarkup(
      <table>
        <TableHead
          sort={sort}
          all={false}
          some={false}
          empty={false}
          onSort={() => {}}
          onSelectAll={() => {}}
        />
      </table>,
    );

  it.each([
    ['newest', 'Sent', 'descending'],
    ['oldest', 'Sent', 'ascending'],
    ['receives', 'Receives', 'descending'],
    ['expires', 'Expires', 'ascending'],
  ] as const)('says that %s is %s, %s', (sort, name, direction) => {
    const markup = head(sort);
    expect(markup.match(/aria-sort="(?:a|de)scending"/g)).toHaveLength(1);
    expect(markup).toMatch(new RegExp(`aria-sort="${direction}"><button[^>]*>(?:<svg.*?</svg>)?${name}<`));
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
