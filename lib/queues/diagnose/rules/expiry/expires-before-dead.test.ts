import { describe, expect, it } from 'vitest';
import { queueFacts } from '#test/factories/readings/queue-facts';
import { expiresBeforeDead } from './expires-before-dead.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

const queue = (maxReceiveCount: number, visibilityTimeoutSeconds: number, retentionSeconds: number) =>
  queueFacts({ maxReceiveCount, visibilityTimeoutSeconds, retentionSeconds });

describe('expiresBeforeDead', () => {
  it('compares all receives with the retention', () => {
    expect(expiresBeforeDead(queue(10, 12 * HOUR, 4 * DAY))).toMatchObject([
      {
        severity: 'danger',
        title: '10 receives at 12 h each take 5 d, messages live 4 d',
        fix: 'Set maxReceiveCount in the RedrivePolicy of orders to 5.',
      },
    ]);
    expect(expiresBeforeDead(queue(7, 12 * HOUR, 4 * DAY))).toEqual([]);
  });

  it.each([
    ['fewer receives', queue(4, 600, 2400), 'Set maxReceiveCount in the RedrivePolicy of orders to 3.'],
    ['a longer life', queue(3, 12 * HOUR, DAY), 'Set MessageRetentionPeriod of orders to 1209600 (14 d).'],
    [
      'both',
      queue(100, 12 * HOUR, DAY),
      'Set MessageRetentionPeriod of orders to 1209600 (14 d) and maxReceiveCount in the RedrivePolicy of orders to 3.',
    ],
  ])('advises %s, and the advice is enough', (_, facts, fix) => {
    expect(expiresBeforeDead(facts)).toMatchObject([{ fix }]);
    const valueOf = (setting: string) =>
      Number(new RegExp(`${setting}[^0-9]* to (\\d+)`).exec(fix)?.[1] ?? NaN);
    const [receives, retention] = [valueOf('maxReceiveCount'), valueOf('MessageRetentionPeriod')];
    const followed = {
      ...facts,
      ...(receives && { maxReceiveCount: receives }),
      ...(retention && { retentionSeconds: retention }),
    };
    expect(expiresBeforeDead(followed)).toEqual([]);
  });

  it.each([
    ['a message that is not hidden', queue(1000, 0, 60)],
    ['no redrive policy', { ...queue(1, 60, 60), maxReceiveCount: null }],
    ['an unknown retention', { ...queue(1, 60, 60), retentionSeconds: null }],
    ['an unknown visibility timeout', { ...queue(1, 60, 60), visibilityTimeoutSeconds: null }],
  ])('is silent about %s', (_, facts) => {
    expect(expiresBeforeDead(facts)).toEqual([]);
  });
});
