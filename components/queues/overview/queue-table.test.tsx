import { describe, expect, it } from 'vitest';
import { renderRouted } from '#test/factories/readings/render-routed';
import { queueList, queueSummary } from '#test/factories/readings/summaries';
import { QueueTable } from './queue-table.tsx';

type List = Parameters<typeof queueList>;

const textOf = (...list: List) =>
  renderRouted(<QueueTable list={queueList(...list)} metrics={undefined} failed={false} />)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('QueueTable', () => {
  it('says how many queues were not read yet', () => {
    const text = textOf([queueSummary({ name: 'orders' })], { pending: ['a', 'b'] });
    expect(text).toContain('1 queue · 2 not read yet');
    expect(textOf([queueSummary({ name: 'orders' })])).not.toContain('not read yet');
  });

  it('tells the age of counts that were read polls ago, and of no others', () => {
    const queues = [
      queueSummary({ name: 'old', readAtMs: 100_000 - 95_000 }),
      queueSummary({ name: 'fresh', readAtMs: 100_000 - 3000 }),
    ];
    const text = textOf(queues, { readAtMs: 100_000 });
    expect(text).toContain('old 1 min ago');
    expect(text.match(/ ago/g)).toHaveLength(1);
  });

  it('names queues that may not be read with the reason, and counts those beyond twenty', () => {
    const unreadable = Array.from({ length: 25 }, (_, index) => ({
      name: `secret-${index}`,
      code: 'access-denied',
      message: `Not allowed: sqs:GetQueueAttributes on secret-${index}.`,
    }));
    const text = textOf([], { unreadable });
    expect(text).toContain('secret-3 Cannot be read: Not allowed: sqs:GetQueueAttributes on secret-3.');
    expect(text).not.toContain('secret-20 ');
    expect(text).toContain('5 more cannot be read');
  });
});
