import { describe, expect, it } from 'vitest';
import { pairFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { noAlarm } from './no-alarm.ts';

const watchedBy = (...metrics: string[]) =>
  pairFacts({ alarms: metrics.map((metric) => ({ name: `on ${metric}`, metric })) });

describe('noAlarm', () => {
  it('notes that nothing watches the dead-letter queue', () => {
    expect(noAlarm(watchedBy())).toMatchObject([
      {
        severity: 'notice',
        queue: 'orders-dlq',
        title: 'No CloudWatch alarm watches orders-dlq',
        fix: expect.stringContaining('ApproximateNumberOfMessagesVisible') as string,
      },
    ]);
  });

  it('warns of an alarm that cannot see what SQS moves', () => {
    expect(noAlarm(watchedBy('NumberOfMessagesSent'))).toMatchObject([
      {
        severity: 'warning',
        title:
          'The alarm on NumberOfMessagesSent on orders-dlq watches NumberOfMessagesSent, which does not see dead letters',
      },
    ]);
  });

  it('knows that an alarm on what is sent sees what Lambda sends', () => {
    const facts = (...metrics: string[]) =>
      queueFacts({
        deadLetterSources: [],
        deadLetterFunctions: ['charge'],
        alarms: metrics.map((metric) => ({ name: metric, metric })),
      });
    expect(noAlarm(facts('NumberOfMessagesSent'))).toEqual([]);
    expect(noAlarm(facts('NumberOfMessagesReceived'))).toMatchObject([{ severity: 'warning' }]);
    expect(noAlarm(facts())).toMatchObject([{ severity: 'notice' }]);
  });

  it.each([
    ['the depth', watchedBy('ApproximateNumberOfMessagesVisible')],
    ['the age, besides what is sent', watchedBy('NumberOfMessagesSent', 'ApproximateAgeOfOldestMessage')],
    ['nobody knows what', pairFacts({ alarms: null })],
  ])('is silent when an alarm watches %s', (_, facts) => {
    expect(noAlarm(facts)).toEqual([]);
  });

  it('is silent about a queue that is no dead-letter queue', () => {
    expect(noAlarm(queueFacts({ deadLetterSources: [], alarms: [] }))).toEqual([]);
  });
});
