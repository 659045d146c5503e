import { deployedAlarms } from '#infra/alarms';
import { nameInStage, PRODUCTION } from '#infra/names';
import { stateTable } from '#infra/state-table';
import { select, text } from '../graph/select.ts';
import type { StackGraph } from '../graph/types.ts';

const MAX_LOG_DAYS = 90;

/** Where alarms are not those of `infra/alarms.ts` or tell nobody though somebody is named, one sentence each. */
export function findAlarmProblems(
  graph: StackGraph,
  stage: string,
  topics: readonly string[] = [],
): string[] {
  const made = select(graph, 'cloudwatch', 'MetricAlarm');
  return deployedAlarms.flatMap((settings) => {
    const name = nameInStage(settings.name, stage);
    const alarm = made.find((one) => text(one, 'name') === name);
    if (!alarm) return [`${name} is not made.`];
    const { inputs } = alarm;
    const { QueueName } = inputs['dimensions'] as { QueueName?: string };
    const wrong = [
      [QueueName === nameInStage(settings.queue, stage), `watches ${QueueName}`],
      [
        inputs['namespace'] === 'AWS/SQS' && inputs['metricName'] === settings.metric,
        'watches another metric',
      ],
      [inputs['threshold'] === settings.threshold, `rings above ${String(inputs['threshold'])}`],
      [inputs['comparisonOperator'] === 'GreaterThanThreshold', 'compares otherwise'],
      [inputs['treatMissingData'] === settings.missingData, 'takes missing data for something else'],
      [JSON.stringify(inputs['alarmActions']) === JSON.stringify(topics), 'does not tell who was named'],
    ] as const;
    return wrong.filter(([holds]) => !holds).map(([, what]) => `${name} ${what}.`);
  });
}

/** Where data would go with the stage, or logs would stay for ever, one sentence each. */
export function findKeepingProblems(graph: StackGraph, stage: string): string[] {
  const keeps = stage === PRODUCTION;
  const data = [...select(graph, 'sqs', 'Queue'), ...select(graph, 'dynamodb', 'Table')];
  const { removal, protect } = graph.app;
  return [
    ...(removal === (keeps ? 'retain' : 'remove') && protect === keeps
      ? []
      : [`${stage} is removed otherwise: ${removal}.`]),
    ...data
      .filter(({ retainOnDelete = false }) => retainOnDelete !== keeps)
      .map((one) => `${text(one, 'name')} ${keeps ? 'goes' : 'stays'} when ${stage} is removed.`),
    ...checkTable(graph, stage),
    ...checkLogs(graph),
  ];
}

function checkTable(graph: StackGraph, stage: string): string[] {
  const [table, ...others] = select(graph, 'dynamodb', 'Table');
  if (!table || others.length > 0) return ['The stack has not exactly one table.'];
  const { inputs } = table;
  const [index] = inputs['globalSecondaryIndexes'] as Record<string, unknown>[];
  const ttl = inputs['ttl'] as { attributeName?: string; enabled?: boolean } | undefined;
  const wrong = [
    [text(table, 'name') === nameInStage(stateTable.name, stage), 'has another name'],
    [
      inputs['hashKey'] === stateTable.partitionKey && inputs['rangeKey'] === stateTable.sortKey,
      'has other keys',
    ],
    [
      index?.['name'] === stateTable.index.name && index['hashKey'] === stateTable.index.partitionKey,
      'has another index',
    ],
    [
      JSON.stringify(index?.['nonKeyAttributes']) === JSON.stringify(stateTable.index.projected),
      'projects other attributes',
    ],
    [ttl?.enabled === true && ttl.attributeName === stateTable.timeToLiveAttribute, 'expires nothing'],
    [inputs['billingMode'] === 'PAY_PER_REQUEST', 'costs while nothing fails'],
    [inputs['deletionProtectionEnabled'] === (stage === PRODUCTION), 'is not protected as its stage is'],
  ] as const;
  return wrong.filter(([holds]) => !holds).map(([, what]) => `The state table ${what}.`);
}

function checkLogs(graph: StackGraph): string[] {
  const kept = new Map(
    select(graph, 'cloudwatch', 'LogGroup').map((log) => [text(log, 'name'), log.inputs['retentionInDays']]),
  );
  return select(graph, 'lambda', 'Function')
    .filter(({ name }) => !name.endsWith('EdgeFunction'))
    .flatMap((fn) => {
      const { logGroup } = (fn.inputs['loggingConfig'] ?? {}) as { logGroup?: string };
      const days = Number(kept.get(logGroup ?? ''));
      return days > 0 && days <= MAX_LOG_DAYS ? [] : [`The log of ${text(fn, 'name')} is kept for ever.`];
    });
}
