import { nameInStage } from '#infra/names';
import { queues, type QueueSettings } from '#infra/queues';
import { nameOfArn, select, text } from '../graph/select.ts';
import type { Resource, StackGraph } from '../graph/types.ts';

const NUMBERS = {
  delaySeconds: 'delaySeconds',
  maxMessageSize: 'maximumMessageSizeBytes',
  messageRetentionSeconds: 'retentionSeconds',
  visibilityTimeoutSeconds: 'visibilityTimeoutSeconds',
} as const satisfies Record<string, keyof QueueSettings>;

/** Where the queues of the stack are not those of `infra/queues.ts`, one sentence each. */
export function findQueueProblems(graph: StackGraph, stage: string): string[] {
  const made = new Map(select(graph, 'sqs', 'Queue').map((queue) => [text(queue, 'name'), queue]));
  const unknown = [...made.keys()].filter(
    (name) => !queues.some((queue) => nameInStage(queue.name, stage) === name),
  );
  return [
    ...unknown.map((name) => `${name} is made and not in infra/queues.ts.`),
    ...queues.flatMap((settings) => {
      const queue = made.get(nameInStage(settings.name, stage));
      return queue ? compare(queue, settings, stage) : [`${settings.name} is not made.`];
    }),
  ];
}

function compare({ inputs }: Resource, settings: QueueSettings, stage: string): string[] {
  const numbers = Object.entries(NUMBERS)
    .filter(([field, setting]) => inputs[field] !== settings[setting])
    .map(
      ([field, setting]) =>
        `${settings.name}: ${field} is ${String(inputs[field])}, not ${settings[setting]}.`,
    );
  const wanted = settings.redrivePolicy && {
    queue: nameInStage(settings.redrivePolicy.deadLetterQueue, stage),
    receives: settings.redrivePolicy.maxReceiveCount,
  };
  const policy = readRedrivePolicy(inputs['redrivePolicy']);
  return JSON.stringify(policy) === JSON.stringify(wanted)
    ? numbers
    : [...numbers, `${settings.name}: its redrive policy is ${JSON.stringify(policy)}.`];
}

function readRedrivePolicy(json: unknown): { queue: string; receives: number } | null {
  if (typeof json !== 'string') return null;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(json) as {
    deadLetterTargetArn: string;
    maxReceiveCount: number;
  };
  return { queue: nameOfArn(deadLetterTargetArn), receives: maxReceiveCount };
}
