import { describe, expect, it } from 'vitest';
import { scannedMessage } from '#test/factories/readings/summaries';
import { attemptsPath, retriedAttemptsPath } from './attempts-path.ts';

describe('attemptsPath', () => {
  it('tells the queue a message died in', () => {
    const message = scannedMessage({ messageId: 'm-1', deadLetterSource: 'orders.fifo', receiveCount: 4 });
    expect(attemptsPath(message)).toBe('/api/messages/m-1/attempts?receiveCount=4&deadFrom=orders.fifo');
  });

  it('tells the history of a redriven message, whatever its sender made of the root id', () => {
    const lineage = { root: 'a&root=b', generation: 2, receives: 6 };
    const message = scannedMessage({ messageId: 'm-3', lineage, deadLetterSource: null, receiveCount: 4 });
    const path = attemptsPath(message);
    expect(Object.fromEntries(new URL(path, 'http://desk').searchParams)).toEqual({
      root: 'a&root=b',
      generation: '2',
      receivesBefore: '6',
      receiveCount: '4',
    });
  });
});

it('is another address after each attempt of a retried message', () => {
  const paths = [1, 2].map((receiveCount) => retriedAttemptsPath({ messageId: 'a/b', receiveCount }));
  expect(paths).toEqual([
    '/api/messages/a%2Fb/attempts?receiveCount=1',
    '/api/messages/a%2Fb/attempts?receiveCount=2',
  ]);
});
