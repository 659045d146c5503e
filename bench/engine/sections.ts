import { compare, cpuPerRequest, rateOf, shareOf } from '../report/compare.ts';
import { decimal, ratio, table, whole } from '../report/markdown.ts';
import type { DiskResult } from './disk.ts';
import type { LengthRounds, LongQueueResult, Memory } from './long-queue.ts';
import { type Kind, KINDS } from './queue-round.ts';
import { type Action, ACTIONS, QUEUE_LENGTH, type Rival, type Rounds } from './rivals.ts';

const NAMES: Record<Action, string> = {
  SendMessage: 'SendMessage',
  SendMessageBatch: 'SendMessageBatch of ten',
  ReceiveMessage: 'ReceiveMessage of ten',
  DeleteMessage: 'DeleteMessage',
};

const KIND_NAMES: Record<Kind, string> = {
  receive: 'ReceiveMessage of ten, visible again at once',
  take: 'ReceiveMessage of ten, hidden until deleted',
  send: 'SendMessage',
  delete: 'DeleteMessage',
};

export function longQueueSection({ lengths, fauxqs, echo, purgeMs }: LongQueueResult): string {
  const [shortest] = lengths;
  const longest = lengths.at(-1);
  if (!shortest || !longest) throw new TypeError('Nothing was measured.');
  const rows = KINDS.map((kind) => {
    const { byRate, byCpu } = compare(longest[kind], shortest[kind]);
    return [
      KIND_NAMES[kind],
      ...lengths.map((rounds) => `${whole(rateOf(rounds[kind]))} (${cellOf(rounds, kind)})`),
      `**${ratio(byRate)}**`,
      ratio(byCpu),
    ];
  });
  const toEcho = (rounds: LengthRounds['receive']) => ratio(compare(rounds, echo).byRate);
  return `## A long queue

Each length has an engine of its own, in memory. Requests a second, in brackets the engine's processor time for one and its share
of a processor. A round is one phase of receives whose messages are back at once, and then cycles of sends, receives and deletes
that leave the queue as long as it was; the lengths alternate.

${table(
  [
    'request',
    ...lengths.map(({ length }) => `${whole(length)} messages`),
    `${whole(longest.length)} ÷ ${whole(shortest.length)}`,
    'by processor time',
  ],
  rows,
)}

Receives of ten from ${whole(longest.length)} messages beside the echo: engine ${whole(rateOf(longest.receive))} = **${toEcho(longest.receive)}** of the echo's
${whole(rateOf(echo))}; fauxqs ${whole(rateOf(fauxqs))} = **${toEcho(fauxqs)}**. To purge the engine's queue took ${decimal(purgeMs)} ms.`;
}

function cellOf(rounds: LengthRounds, kind: Kind): string {
  return `${decimal(cpuPerRequest(rounds[kind]))} µs, ${decimal(shareOf(rounds[kind]), 2)}`;
}

/** How much the process has grown for one message, in bytes, as the system sees it after the last send. */
export function bytesPerMessage({ messages, before, filled }: Memory): number {
  return (filled.rssBytes - before.rssBytes) / messages;
}

export function memorySection({ memory, fauxqsMemory }: LongQueueResult): string {
  const row = (name: string, grown: Memory) => [
    name,
    whole(bytesPerMessage(grown)),
    whole((grown.collected.rssBytes - grown.before.rssBytes) / grown.messages),
    whole((grown.collected.heapBytes - grown.before.heapBytes) / grown.messages),
    decimal(grown.filled.rssBytes / 1e9, 2),
  ];
  return `## Memory

Growth of the process by ${whole(memory.messages)} messages of 1,000 ASCII bytes in one queue, in bytes for each message, after a warm-up and a
forced collection; in all, in gigabytes.

${table(
  ['', 'resident, as it is', 'resident, collected', 'heap, collected', 'resident in all (GB)'],
  [row('engine', memory), row('fauxqs', fauxqsMemory)],
)}`;
}

export function besideEchoSection(rounds: Rounds): string {
  return `## Beside a bare HTTP echo

An echo on \`node:http\` reads a request of the same size and answers as many bytes, with no queue behind it. Everything in memory.
Requests a second, in brackets the server's processor time for one request and its share of a processor.

${rivalTable(
  rounds,
  ['engine memory', 'fauxqs memory', 'echo'],
  [
    ['engine memory', 'echo'],
    ['fauxqs memory', 'echo'],
  ],
)}`;
}

export function besideFauxqsSection(rounds: Rounds, fauxqsVersion: string): string {
  return `## Beside fauxqs ${fauxqsVersion}

The same rounds, a queue of ${whole(QUEUE_LENGTH)} messages when each begins. With its disk on each server keeps its state in SQLite and
answers when it is written.

${rivalTable(rounds, ['engine memory', 'fauxqs memory'], [['engine memory', 'fauxqs memory']])}

${rivalTable(rounds, ['engine disk', 'fauxqs disk'], [['engine disk', 'fauxqs disk']])}`;
}

function rivalTable(
  rounds: Rounds,
  rivals: readonly Rival[],
  pairs: readonly (readonly [Rival, Rival])[],
): string {
  const header = [
    'request',
    ...rivals,
    ...pairs.flatMap(([a, b]) => [`${a.split(' ')[0]} ÷ ${b.split(' ')[0]}`, 'by processor time']),
  ];
  return table(
    header,
    ACTIONS.map((action) => [
      NAMES[action],
      ...rivals.map((rival) => {
        const phases = rounds[rival][action];
        return `${whole(rateOf(phases))} (${decimal(cpuPerRequest(phases))} µs, ${decimal(shareOf(phases), 2)})`;
      }),
      ...pairs.flatMap(([a, b]) => {
        const { byRate, byCpu } = compare(rounds[a][action], rounds[b][action]);
        return [`**${ratio(byRate)}**`, ratio(byCpu)];
      }),
    ]),
  );
}

export function diskSection(disk: DiskResult): string {
  const { messages, fillSeconds, fileBytes, emptyStartSeconds, startSeconds } = disk;
  return `## A filled disk

${table(
  [`${whole(messages)} messages of 1,000 bytes in one queue`, ''],
  [
    [
      'Sent in batches of ten',
      `${decimal(fillSeconds)} s, ${whole(messages / fillSeconds)} messages a second`,
    ],
    ['On disk when the engine has ended', `${whole(fileBytes / messages)} bytes for each message`],
    [
      'Start until it listens',
      `${decimal(startSeconds, 2)} s; ${decimal(emptyStartSeconds, 2)} s with an empty directory`,
    ],
    ['PurgeQueue answers after', `${decimal(disk.purgeMs)} ms`],
    ['Slowest other answer while the file is swept (5 s)', `${decimal(disk.slowestAfterPurgeMs)} ms`],
  ],
)}`;
}
