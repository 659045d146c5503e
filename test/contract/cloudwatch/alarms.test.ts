import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  DescribeAlarmsForMetricCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { ownEngineOnly } from '../support/only.ts';
import { minute, startCloudWatch } from './start.ts';

const MINUTE_MS = 60_000;
const clockOfOurs = ownEngineOnly('needs a clock that the test moves');

/** CloudWatch with a metric of this test alone, and an alarm on it that needs one period above 0. */
async function start() {
  const { client, clock, namespace } = await startCloudWatch();
  const definition = {
    AlarmName: `${namespace}-depth`,
    Namespace: namespace,
    MetricName: 'Depth',
    Dimensions: [{ Name: 'queue', Value: 'main' }],
    Statistic: 'Maximum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
  } as const satisfies PutMetricAlarmCommandInput;
  const put = (change: Partial<PutMetricAlarmCommandInput> = {}) =>
    client.send(new PutMetricAlarmCommand({ ...definition, ...change }));
  const describeAll = async (input: DescribeAlarmsCommandInput = {}) =>
    (await client.send(new DescribeAlarmsCommand({ AlarmNamePrefix: namespace, ...input }))).MetricAlarms ??
    [];
  const state = async () => (await describeAll()).map(({ StateValue }) => StateValue);
  const publish = (Value: number, Timestamp = new Date(clock.nowMs())) =>
    client.send(
      new PutMetricDataCommand({
        Namespace: namespace,
        MetricData: [{ MetricName: 'Depth', Dimensions: [...definition.Dimensions], Value, Timestamp }],
      }),
    );
  return { client, clock, namespace, definition, put, describeAll, state, publish };
}

describe('PutMetricAlarm', () => {
  it('is described as it was put, with what CloudWatch adds', async () => {
    const { definition, put, describeAll } = await start();
    await put({
      AlarmDescription: 'for a test',
      AlarmActions: ['arn:aws:sns:us-east-1:000000000000:on-call'],
      TreatMissingData: 'notBreaching',
      DatapointsToAlarm: 1,
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    const [alarm] = await describeAll();
    expect(alarm).toMatchObject({
      ...definition,
      AlarmDescription: 'for a test',
      AlarmActions: ['arn:aws:sns:us-east-1:000000000000:on-call'],
      OKActions: [],
      TreatMissingData: 'notBreaching',
      DatapointsToAlarm: 1,
      ActionsEnabled: true,
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      AlarmConfigurationUpdatedTimestamp: expect.any(Date),
      StateUpdatedTimestamp: expect.any(Date),
    });
    expect(alarm?.AlarmArn).toMatch(/^arn:aws:cloudwatch:[^:]+:\d{12}:alarm:.+-depth$/);
    expect(alarm).not.toHaveProperty('Tags');
  });

  it.each<[string, Partial<PutMetricAlarmCommandInput>, string]>([
    ['a name of 256 characters', { AlarmName: 'x'.repeat(256) }, 'InvalidParameterValueException'],
    ['a control character in a name', { AlarmName: 'a\u0007' }, 'InvalidParameterValueException'],
    ['no metric', { MetricName: undefined }, 'MissingRequiredParameterException'],
    ['no statistic', { Statistic: undefined }, 'InvalidParameterCombinationException'],
    ['two statistics', { ExtendedStatistic: 'p99' }, 'InvalidParameterCombinationException'],
    ['a period of 90 seconds', { Period: 90 }, 'ValidationException'],
    ['a period of 1 second', { Period: 1 }, 'ValidationException'],
    ['no periods', { EvaluationPeriods: 0 }, 'InvalidParameterValueException'],
    ['four of three', { EvaluationPeriods: 3, DatapointsToAlarm: 4 }, 'ValidationException'],
    ['more than a day of minutes', { EvaluationPeriods: 1_441 }, 'ValidationException'],
    ['more than seven days of hours', { Period: 3_600, EvaluationPeriods: 169 }, 'ValidationException'],
    [
      'six actions',
      { AlarmActions: Array.from({ length: 6 }, (_, index) => `arn:${index}`) },
      'InvalidParameterValueException',
    ],
    ['a treatment that is none', { TreatMissingData: 'sometimes' }, 'InvalidParameterValueException'],
  ])('refuses %s', async (_, change, name) => {
    const { put, describeAll } = await start();
    await expect(put(change)).rejects.toMatchObject({ name });
    expect(await describeAll()).toEqual([]);
  });

  it.each<[string, Partial<PutMetricAlarmCommandInput>]>([
    ['ten seconds', { Period: 10 }],
    ['a day of minutes', { EvaluationPeriods: 1_440 }],
    ['seven days of hours', { Period: 3_600, EvaluationPeriods: 168 }],
    ['a percentile', { Statistic: undefined, ExtendedStatistic: 'p99.9' }],
  ])('takes %s', async (_, change) => {
    const { put, describeAll } = await start();
    await put(change);
    expect(await describeAll()).toHaveLength(1);
  });
});

describe('DescribeAlarms', () => {
  it('filters by names, prefix, state, action and type', async () => {
    const { namespace, put, describeAll } = await start();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => `${namespace}-${name}`);
    await put({ AlarmName: b, OKActions: ['arn:aws:sns:us-east-1:000000000000:quiet'] });
    await put({ AlarmName: c });
    await put({ AlarmName: a });
    const list = async (input: DescribeAlarmsCommandInput) =>
      (await describeAll(input)).map(({ AlarmName }) => AlarmName);
    expect(await list({})).toEqual([a, b, c]);
    expect(await list({ AlarmNamePrefix: undefined, AlarmNames: [c ?? '', a ?? '', 'absent'] })).toEqual([
      a,
      c,
    ]);
    expect(await list({ AlarmNamePrefix: b })).toEqual([b]);
    expect(await list({ StateValue: 'INSUFFICIENT_DATA' })).toEqual([a, b, c]);
    expect(await list({ StateValue: 'ALARM' })).toEqual([]);
    expect(await list({ ActionPrefix: 'arn:aws:sns' })).toEqual([b]);
    expect(await list({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
  });

  it('pages by as many as it is asked for', async () => {
    const { client, namespace, put } = await start();
    for (const number of [1, 2, 3]) await put({ AlarmName: `${namespace}-${number}` });
    const pages: (string | undefined)[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new DescribeAlarmsCommand({ AlarmNamePrefix: namespace, MaxRecords: 2, NextToken }),
      );
      pages.push(page.MetricAlarms?.map(({ AlarmName }) => AlarmName) ?? []);
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    expect(pages).toEqual([[`${namespace}-1`, `${namespace}-2`], [`${namespace}-3`]]);
  });

  it.each<[string, DescribeAlarmsCommandInput, string]>([
    [
      'names with a prefix',
      { AlarmNames: ['a'], AlarmNamePrefix: 'a' },
      'InvalidParameterCombinationException',
    ],
    [
      '101 names',
      { AlarmNames: Array.from({ length: 101 }, String), AlarmNamePrefix: undefined },
      'InvalidParameterValueException',
    ],
    ['101 records', { MaxRecords: 101 }, 'InvalidParameterValueException'],
    ['a token that is none', { NextToken: 'nonsense' }, 'InvalidNextToken'],
  ])('refuses %s', async (_, input, name) => {
    const { describeAll } = await start();
    await expect(describeAll(input)).rejects.toMatchObject({ name });
  });
});

describe('DescribeAlarmsForMetric', () => {
  it('finds the alarms on exactly this metric', async () => {
    const { client, namespace, definition, put } = await start();
    await put();
    await put({ AlarmName: `${namespace}-other`, Dimensions: [] });
    const find = async (change: object) => {
      const { Namespace, MetricName, Dimensions } = definition;
      const input = { Namespace, MetricName, Dimensions: [...Dimensions], ...change };
      const { MetricAlarms = [] } = await client.send(new DescribeAlarmsForMetricCommand(input));
      return MetricAlarms.map(({ AlarmName }) => AlarmName);
    };
    expect(await find({})).toEqual([definition.AlarmName]);
    expect(await find({ Statistic: 'Maximum', Period: 60 })).toEqual([definition.AlarmName]);
    expect(await find({ Statistic: 'Sum' })).toEqual([]);
    expect(await find({ Dimensions: [] })).toEqual([`${namespace}-other`]);
    expect(await find({ MetricName: 'Age' })).toEqual([]);
  });
});

describe('DeleteAlarms', () => {
  it('deletes all it is given, or none where one does not exist', async () => {
    const { client, namespace, put, describeAll } = await start();
    const AlarmNames = [`${namespace}-1`, `${namespace}-2`];
    for (const AlarmName of AlarmNames) await put({ AlarmName });
    const remove = (names: string[]) => client.send(new DeleteAlarmsCommand({ AlarmNames: names }));
    await expect(remove([...AlarmNames, 'absent'])).rejects.toMatchObject({
      name: 'ResourceNotFound',
      $metadata: { httpStatusCode: 404 },
    });
    expect(await describeAll()).toHaveLength(2);
    await remove(AlarmNames);
    expect(await describeAll()).toEqual([]);
  });
});

describe.runIf(clockOfOurs.holds)(`the state of an alarm${clockOfOurs.unless}`, () => {
  it('follows the metric at the end of each period, and says since when', async () => {
    const { clock, put, state, publish, describeAll } = await start();
    await put();
    await publish(0);
    expect(await state()).toEqual(['INSUFFICIENT_DATA']);
    await clock.advance(MINUTE_MS);
    expect(await state()).toEqual(['OK']);

    await publish(3);
    await clock.advance(MINUTE_MS - 1);
    expect(await state()).toEqual(['OK']);
    await clock.advance(1);
    const [alarm] = await describeAll();
    expect(alarm).toMatchObject({
      StateValue: 'ALARM',
      StateReason: expect.stringContaining('[3.0 (01/01/26 00:01:00)] was greater than the threshold (0.0)'),
      StateTransitionedTimestamp: minute(2),
    });
  });

  it('has the times of changes that nobody watched', async () => {
    const { clock, put, publish, describeAll } = await start();
    await put({ TreatMissingData: 'notBreaching' });
    for (const depth of [0, 0, 2, 2, 2]) {
      await publish(depth);
      await clock.advance(MINUTE_MS);
    }
    expect((await describeAll())[0]).toMatchObject({
      StateValue: 'ALARM',
      StateTransitionedTimestamp: minute(3),
    });
  });

  it('waits for M of N points', async () => {
    const { clock, put, state, publish } = await start();
    await put({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    const states: unknown[] = [];
    for (const depth of [0, 5, 0, 5, 0, 0]) {
      await publish(depth);
      await clock.advance(MINUTE_MS);
      states.push(...(await state()));
    }
    expect(states).toEqual(['OK', 'OK', 'OK', 'ALARM', 'OK', 'OK']);
  });

  it('goes by missing data once the points run out', async () => {
    const { clock, put, state, publish } = await start();
    await publish(1);
    const after = async (TreatMissingData: string) => {
      await put({ TreatMissingData });
      await publish(1);
      await clock.advance(MINUTE_MS);
      expect(await state()).toEqual(['ALARM']);
      await clock.advance(10 * MINUTE_MS);
      return (await state())[0];
    };
    expect(await after('missing')).toBe('INSUFFICIENT_DATA');
    expect(await after('notBreaching')).toBe('OK');
    expect(await after('ignore')).toBe('ALARM');
    expect(await after('breaching')).toBe('ALARM');
  });

  it('stays when the alarm is put again, and ends with it', async () => {
    const { client, clock, definition, put, state, publish } = await start();
    await put();
    await publish(1);
    await clock.advance(MINUTE_MS);
    expect(await state()).toEqual(['ALARM']);
    await put({ Threshold: 100 });
    expect(await state()).toEqual(['ALARM']);
    await client.send(new DeleteAlarmsCommand({ AlarmNames: [definition.AlarmName] }));
    await put();
    expect(await state()).toEqual(['INSUFFICIENT_DATA']);
  });
});
