import { judgeContents } from './contents.ts';
import type { Evidence, Found, JobEvidence, Original, Violation } from './evidence.ts';
import { judgeJob } from './job.ts';

/** All that must hold after a round and does not; empty when all is well. */
export function judge(evidence: Evidence): Violation[] {
  return [
    ...judgeWorld(evidence),
    ...evidence.jobs.flatMap((job) => judgeJob(job, evidence)),
    ...judgeContents(evidence),
    ...(evidence.target === 'fifo' ? evidence.jobs.flatMap((job) => judgeOrder(job, evidence)) : []),
  ];
}

/** How many messages exist twice. */
export function countDoubles({ left, copies, sourceIsFile, target }: Evidence): number {
  if (target === 'snapshot') return 0;
  const counts = countByKey(sourceIsFile ? copies : [...left, ...copies]);
  return [...counts.values()].filter((count) => count > 1).length;
}

/** Where each message is, compared with what the jobs say of it. */
function judgeWorld(evidence: Evidence): Violation[] {
  const { originals, sourceIsFile, target, mayResend, jobs } = evidence;
  const violations: Violation[] = [];
  const report = (rule: Violation['rule'], { key }: Original, detail: string) =>
    violations.push({ rule, detail: `${key}: ${detail}`, keys: [key] });
  const inSource = countByKey(evidence.left);
  const inTarget = countByKey(evidence.copies);
  for (const original of originals) {
    const { key, messageId } = original;
    const left = sourceIsFile ? 1 : (inSource.get(key) ?? 0);
    const copies = inTarget.get(key) ?? 0;
    const isIn = (list: 'moved' | 'doubtful') =>
      jobs.some((job) => job[list].some((one) => one.messageId === messageId));
    const [isMoved, isDoubtful] = [isIn('moved'), isIn('doubtful')];
    if (left + copies === 0) report('lost', original, 'it is nowhere');
    if (isMoved && copies === 0) report('lost', original, 'it counts as moved and has no copy');
    if (left > 1) report('doubled', original, `${left} times in the source`);
    if (!isMoved && !isDoubtful && left === 0)
      report('lists', original, 'it has left, and no job has moved it');
    const movers = jobs.filter(({ moved }) => moved.some((one) => one.messageId === messageId)).length;
    if (movers > 1 && !mayResend) report('lists', original, 'two jobs have moved it');
    // What a snapshot keeps is no second message.
    if (target === 'snapshot') continue;
    const isDoubled = (sourceIsFile ? 0 : left) + copies > 1;
    if (isDoubled && !isDoubtful)
      report('doubled', original, `${left} left and ${copies} copies, and no list says so`);
    if (copies > 1 && (target === 'fifo' || !mayResend))
      report('doubled', original, `it was sent ${copies} times`);
    if (!isMoved && !isDoubtful && copies > 0)
      report('lists', original, 'there is a copy that no job knows of');
  }
  const known = new Set(originals.map(({ key }) => key));
  for (const { key, body } of [...evidence.left, ...evidence.copies]) {
    if (key !== null && known.has(key)) continue;
    violations.push({ rule: 'foreign', detail: `a message from nowhere: ${body.slice(0, 80)}`, keys: [] });
  }
  return violations;
}

/** Of each group, what one job has moved is in the order it had. What an earlier job may have sent has its place from then. */
function judgeOrder(job: JobEvidence, { originals, copies, jobs }: Evidence): Violation[] {
  const place = new Map(originals.map(({ key }, index) => [key, index]));
  const ofId = new Map(originals.map(({ messageId, key }) => [messageId, key]));
  const movedKeys = new Set(job.moved.map(({ messageId }) => ofId.get(messageId)));
  for (const { doubtful } of jobs.slice(0, jobs.indexOf(job))) {
    for (const { messageId } of doubtful) movedKeys.delete(ofId.get(messageId));
  }
  const last = new Map<string | null, string>();
  const violations: Violation[] = [];
  for (const { key, groupId } of copies) {
    if (key === null || !movedKeys.has(key)) continue;
    const before = last.get(groupId);
    if (before !== undefined && (place.get(before) ?? 0) > (place.get(key) ?? 0)) {
      violations.push({
        rule: 'order',
        detail: `${before} overtook ${key} in ${groupId}`,
        keys: [before, key],
      });
    }
    last.set(groupId, key);
  }
  return violations;
}

function countByKey(found: readonly Found[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of found) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
