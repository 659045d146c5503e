import { compare } from '../report/compare.ts';
import { whole } from '../report/markdown.ts';
import { type Requirement, requireRate, requireRatio } from '../report/requirement.ts';
import type { LongQueueResult } from './long-queue.ts';
import type { Rounds } from './rivals.ts';
import { bytesPerMessage } from './sections.ts';

const FAUXQS_ACTIONS = ['SendMessage', 'ReceiveMessage', 'DeleteMessage'] as const;

/** What the engine has to keep, with the figures of this run. */
export function checkRequirements(longQueue: LongQueueResult, rounds: Rounds): Requirement[] {
  const { lengths, memory } = longQueue;
  const [shortest] = lengths;
  const longest = lengths.at(-1);
  if (!shortest || !longest) throw new TypeError('Nothing was measured.');
  const span = `${whole(longest.length)} ÷ ${whole(shortest.length)} messages`;
  const { 'engine memory': engine, 'fauxqs memory': fauxqs, echo } = rounds;
  return [
    requireRatio(`Receive, visible again at once, ${span}`, 0.8, compare(longest.receive, shortest.receive)),
    requireRatio(`Receive, hidden until deleted, ${span}`, 0.8, compare(longest.take, shortest.take)),
    {
      text: 'Resident bytes for each message of 1 kB',
      bound: { below: 3_000 },
      figure: bytesPerMessage(memory),
      by: 'memory',
    },
    requireRatio('SendMessage ÷ echo', 0.6, compare(engine.SendMessage, echo.SendMessage)),
    requireRatio('ReceiveMessage of ten ÷ echo', 0.4, compare(engine.ReceiveMessage, echo.ReceiveMessage)),
    ...FAUXQS_ACTIONS.map((action) =>
      requireRatio(`${action} ÷ fauxqs, both in memory`, 1, compare(engine[action], fauxqs[action])),
    ),
    ...FAUXQS_ACTIONS.map((action) =>
      requireRate(
        `${action} ÷ fauxqs, both on disk`,
        3,
        compare(rounds['engine disk'][action], rounds['fauxqs disk'][action]),
      ),
    ),
  ];
}
