import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { workbenchView } from '#test/factories/workbench/workbench-view';
import type { WorkbenchView } from '../workbench/types.ts';
import { NoMessages } from './no-messages.tsx';
import { ReadingFailed } from './reading-failed.tsx';

const empty = (
  view: Partial<WorkbenchView>,
  part: Partial<Omit<Parameters<typeof NoMessages>[0], 'view'>> = {},
) =>
  renderToStaticMarkup(
    <NoMessages
      view={workbenchView(view)}
      filtered={false}
      inFlight={0}
      maxReceiveCount={3}
      sources={['orders']}
      onClear={() => {}}
      onRead={() => {}}
      {...part}
    />,
  );

describe('NoMessages', () => {
  it('tells an empty queue from one that is in use, and from one that was not read', () => {
    expect(empty({})).toContain('No dead letters');
    expect(empty({})).toContain('A message of orders comes here after 3 receives');
    expect(empty({}, { inFlight: 12 })).toContain('All messages are in flight');
    expect(empty({ state: 'idle', end: null })).toContain('Nothing has been read yet');
    expect(empty({ state: 'reading', end: null })).toContain('Reading…');
    expect(empty({ read: 5 })).toContain('No messages left');
  });

  it('offers the way back where nothing matches', () => {
    const markup = empty({ read: 31_200 }, { filtered: true });
    expect(markup).toContain('None of the 31,200 messages');
    expect(markup).toContain('Show all messages');
  });

  it('does not say that nothing matches while more may come', () => {
    expect(empty({ read: 9, state: 'reading' }, { filtered: true })).toContain('Nothing matches so far');
    const lookup = { state: 'under-way', reason: null } as const;
    expect(empty({ read: 9, lookup }, { filtered: true })).toContain('Nothing matches so far');
  });

  it('does not take a query that is not understood for one that finds nothing', () => {
    const problem = { message: 'There is no field agee.', from: 0, to: 4 };
    expect(empty({ read: 9, problem }, { filtered: true })).toContain('not understood');
  });
});

describe('ReadingFailed', () => {
  const failed = (view: Partial<WorkbenchView>) =>
    renderToStaticMarkup(<ReadingFailed view={workbenchView(view)} onRead={() => {}} />);
  const error = { code: 'ScanBroken', message: 'The connection broke while reading.', status: 200 };

  it('says whether there is something to see', () => {
    expect(failed({ error })).toContain('The queue could not be read.');
    expect(failed({ error, read: 900 })).toContain('Reading broke off after 900 messages; these are shown.');
    expect(failed({})).toBe('');
  });
});
