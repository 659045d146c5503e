import { describe, expect, it } from 'vitest';
import { parseEmf } from './emf.ts';

const NOW_MS = Date.UTC(2026, 0, 1);

function document(change: { directive?: object; metadata?: object; members?: object } = {}): string {
  return JSON.stringify({
    _aws: {
      Timestamp: NOW_MS - 1000,
      CloudWatchMetrics: [
        {
          Namespace: 'Desk',
          Dimensions: [['queue', 'attempt'], ['queue']],
          Metrics: [{ Name: 'attempts', Unit: 'Count' }],
          ...change.directive,
        },
      ],
      ...change.metadata,
    },
    queue: 'main',
    attempt: '1',
    attempts: 4,
    unrelated: { deep: true },
    ...change.members,
  });
}

const parse = (line: string) => parseEmf(line, NOW_MS);

describe('a line of the embedded metric format', () => {
  it('yields one datum per dimension set', () => {
    const datum = {
      namespace: 'Desk',
      name: 'attempts',
      unit: 'Count',
      value: 4,
      timestampMs: NOW_MS - 1000,
    };
    expect(parse(document())).toEqual([
      { ...datum, dimensions: { queue: 'main', attempt: '1' } },
      { ...datum, dimensions: { queue: 'main' } },
    ]);
  });

  it('yields each value of a list', () => {
    const line = document({ directive: { Dimensions: [['queue']] }, members: { attempts: [1, 2, 2] } });
    expect(parse(line).map(({ value }) => value)).toEqual([1, 2, 2]);
  });

  it('reads several directives and metrics; the unit defaults to None', () => {
    const directive = {
      Namespace: 'A',
      Dimensions: [[]],
      Metrics: [{ Name: 'x' }, { Name: 'y', Unit: 'Seconds' }],
    };
    const line = document({
      metadata: { CloudWatchMetrics: [directive, { ...directive, Namespace: 'B' }] },
      members: { x: 1, y: 2 },
    });
    expect(parse(line).map(({ namespace, name, unit, value }) => [namespace, name, unit, value])).toEqual([
      ['A', 'x', 'None', 1],
      ['A', 'y', 'Seconds', 2],
      ['B', 'x', 'None', 1],
      ['B', 'y', 'Seconds', 2],
    ]);
  });

  it('is taken for printed now without a timestamp', () => {
    const [datum] = parse(document({ metadata: { Timestamp: undefined } }));
    expect(datum?.timestampMs).toBe(NOW_MS);
  });
});

describe('what is no valid EMF yields nothing', () => {
  it.each([
    ['text', 'plain text'],
    ['text that names _aws', 'the member "_aws" is missing'],
    ['other JSON', '{"level":"INFO"}'],
    ['a list', '["_aws"]'],
    ['metadata of the wrong type', '{"_aws": 7}'],
    ['no directives', '{"_aws": {"CloudWatchMetrics": {}}}'],
    ['a null directive', '{"_aws": {"CloudWatchMetrics": [null]}}'],
    ['no namespace', document({ directive: { Namespace: '' } })],
    ['a metric without value', document({ members: { attempts: undefined } })],
    ['a value that is text', document({ members: { attempts: '4' } })],
    ['one bad value in a list', document({ members: { attempts: [1, 'two'] } })],
    ['101 values', document({ members: { attempts: Array.from({ length: 101 }, () => 1) } })],
    ['an unknown unit', document({ directive: { Metrics: [{ Name: 'attempts', Unit: 'Bananas' }] } })],
    ['a dimension without value', document({ members: { queue: undefined } })],
    ['31 dimensions', document({ directive: { Dimensions: [Array.from({ length: 31 }, () => 'queue')] } })],
    [
      '101 metrics',
      document({ directive: { Metrics: Array.from({ length: 101 }, () => ({ Name: 'attempts' })) } }),
    ],
    ['a timestamp of three weeks ago', document({ metadata: { Timestamp: NOW_MS - 21 * 86_400_000 } })],
    ['a timestamp in three hours', document({ metadata: { Timestamp: NOW_MS + 3 * 3_600_000 } })],
    ['a number beyond all numbers', document().replace(':4', ':1e999')],
  ])('%s', (_name, line) => {
    expect(parse(line)).toEqual([]);
  });
});
