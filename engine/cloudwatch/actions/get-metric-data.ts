import type { JsonAction } from '../../core/action.ts';
import type { Clock } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { CLOUDWATCH_LIMITS } from '../limits.ts';
import type { MetricStore } from '../series/metric-store.ts';
import { parseTimestampMs } from './inputs.ts';
import { parseQueries, QUERY_SHAPE, type MetricDataQueryInput } from './metric-data-query.ts';
import { formatPageToken, parsePageToken, type PagePosition } from './page-token.ts';
import { createQueryResolver } from './resolve-queries.ts';

interface GetMetricDataInput {
  MetricDataQueries: MetricDataQueryInput[];
  /** Inclusive. */
  StartTime: number | string;
  /** Exclusive. */
  EndTime: number | string;
  NextToken?: string;
  ScanBy?: 'TimestampDescending' | 'TimestampAscending';
  MaxDatapoints?: number;
}

interface MetricDataResult {
  Id: string;
  Label: string;
  /** Epoch seconds. */
  Timestamps: number[];
  Values: number[];
  StatusCode: 'Complete' | 'PartialData';
}

const SHAPE: Shape = {
  type: 'structure',
  required: ['MetricDataQueries', 'StartTime', 'EndTime'],
  members: {
    MetricDataQueries: { type: 'list', of: QUERY_SHAPE },
    StartTime: { type: 'timestamp' },
    EndTime: { type: 'timestamp' },
    NextToken: { type: 'string' },
    ScanBy: { type: 'string', oneOf: ['TimestampDescending', 'TimestampAscending'] },
    MaxDatapoints: { type: 'integer', min: 1, max: CLOUDWATCH_LIMITS.datapointsPerRequest },
    LabelOptions: { type: 'structure', members: { Timezone: { type: 'string' } } },
  },
};

/**
 * Points of metrics and expressions, newest first unless asked otherwise, at most `MaxDatapoints` (default 100,800) a
 * page. A period without data has no point. A result that continues on the next page says `PartialData`.
 */
export function getMetricData({ clock, store }: { clock: Clock; store: MetricStore }): JsonAction {
  const action: JsonAction<GetMetricDataInput> = {
    name: 'GetMetricData',
    shape: SHAPE,
    run(input) {
      const { ScanBy = 'TimestampDescending' } = input;
      const startMs = parseTimestampMs(input.StartTime, 'StartTime');
      const endMs = parseTimestampMs(input.EndTime, 'EndTime');
      if (startMs >= endMs)
        throw new Fault(
          'ValidationError',
          'The parameter StartTime must be less than the parameter EndTime.',
        );
      const queries = parseQueries(input.MetricDataQueries);
      const resolve = createQueryResolver({
        queries,
        store,
        startMs,
        endMs,
        nowMs: clock.nowMs(),
      });
      // Every expression is evaluated, also one that only serves others, so a wrong one never passes unseen.
      const all = queries.map((query) => {
        const points = [...resolve(query).points];
        return { query, points: ScanBy === 'TimestampAscending' ? points : points.toReversed() };
      });
      return page(
        all.filter(({ query }) => query.returned),
        parsePageToken(input.NextToken),
        input.MaxDatapoints ?? CLOUDWATCH_LIMITS.datapointsPerRequest,
        ScanBy === 'TimestampAscending',
      );
    },
  };
  return action;
}

interface Answer {
  query: { id: string; label: string };
  points: [number, number][];
}

function page(answers: Answer[], from: PagePosition, maxDatapoints: number, ascending: boolean) {
  const results: MetricDataResult[] = [];
  let room = maxDatapoints;
  for (const [index, { query, points }] of answers.entries()) {
    if (index < from.query) continue;
    const { afterMs } = from;
    const pending =
      index > from.query || afterMs === undefined
        ? points
        : points.filter(([atMs]) => (ascending ? atMs > afterMs : atMs < afterMs));
    if (room === 0 && pending.length > 0)
      return { MetricDataResults: results, Messages: [], NextToken: formatPageToken({ query: index }) };

    const taken = pending.slice(0, room);
    room -= taken.length;
    const complete = taken.length === pending.length;
    results.push({
      Id: query.id,
      Label: query.label,
      Timestamps: taken.map(([atMs]) => atMs / 1000),
      Values: taken.map(([, value]) => value),
      StatusCode: complete ? 'Complete' : 'PartialData',
    });
    if (!complete) {
      const NextToken = formatPageToken({ query: index, afterMs: taken.at(-1)?.[0] });
      return { MetricDataResults: results, Messages: [], NextToken };
    }
  }
  return { MetricDataResults: results, Messages: [] };
}
