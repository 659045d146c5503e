import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { SelectedRedriveResult } from '#lib/redrive/types';
import { RedriveOutcome } from './redrive-outcome.tsx';

const result: SelectedRedriveResult = {
  selected: 4,
  moved: [
    { messageId: 'moved-11-old', newMessageId: 'fresh-11-new', target: 'orders', mayBeDoubled: false },
    { messageId: 'twice-22-old', newMessageId: 'fresh-22-new', target: 'orders', mayBeDoubled: true },
  ],
  skipped: [{ messageId: 'skip-333-old', reason: 'It is gone.' }],
  failed: [{ messageId: 'fail-444-old', code: 'access-denied', message: 'sqs:SendMessage is not allowed.' }],
};

const text = (part: Partial<SelectedRedriveResult>) =>
  renderToStaticMarkup(<RedriveOutcome result={{ ...result, ...part }} />);

describe('RedriveOutcome', () => {
  it('accounts for every selected message and names each that is not simply moved', () => {
    const markup = text({});
    expect(markup).toContain('4 messages selected: 2 moved, 1 skipped, 1 failed.');
    expect(markup).toContain('Failed: 1, still in the dead-letter queue');
    expect(markup).toContain('access-denied: sqs:SendMessage is not allowed.');
    expect(markup).toContain('May be doubled: 1');
    expect(markup).toContain('Skipped: 1');
    expect(markup).toContain('It is gone.');
    expect(markup).toContain('Moved: 1');
  });

  it('is silent about what did not happen', () => {
    const markup = text({ selected: 1, moved: result.moved.slice(0, 1), skipped: [], failed: [] });
    expect(markup).toContain('1 message selected: 1 moved.');
    expect(markup).not.toMatch(/Failed|Skipped|doubled/);
  });
});
