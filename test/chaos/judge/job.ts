import type { Evidence, JobEvidence, Violation } from './evidence.ts';

/** What a job says of itself: its totals, its lists, and that it did what it was asked to. */
export function judgeJob(evidence: JobEvidence, world: Evidence): Violation[] {
  return [
    ...judgeTotals(evidence, world),
    ...judgeLists(evidence, world),
    ...judgeSelection(evidence, world),
  ];
}

function judgeTotals(
  { job, selected, unknownIds, moved, skipped, failed, doubtful }: JobEvidence,
  world: Evidence,
): Violation[] {
  const violations: Violation[] = [];
  const check = (isRight: boolean, detail: string) => {
    if (!isRight) violations.push({ rule: 'totals', detail: `job ${job.id}: ${detail}`, keys: [] });
  };
  const { totals } = job;
  const sum = totals.moved + totals.skipped + totals.failed + totals.left;
  check(totals.selected === sum, `${totals.selected} selected, ${sum} in all`);
  check(totals.moved === moved.length, `${totals.moved} moved, ${moved.length} listed`);
  check(totals.skipped === skipped.length, `${totals.skipped} skipped, ${skipped.length} listed`);
  check(totals.failed === failed.length, `${totals.failed} failed, ${failed.length} listed`);
  check(
    job.mayBeDoubled === doubtful.length,
    `${job.mayBeDoubled} may be doubled, ${doubtful.length} listed`,
  );
  check(
    Object.values(totals).every((count) => count >= 0),
    `a total is negative: ${JSON.stringify(totals)}`,
  );
  const byStage = job.stages.reduce((stages, stage) => stages + stage.moved, 0);
  check(byStage === totals.moved, `${byStage} moved in stages, ${totals.moved} in all`);
  const isFirst = world.jobs[0]?.job.id === job.id;
  const about = selected ? selected.size + unknownIds.length : world.originals.length;
  // Of a query it is known only when everything was looked at.
  const isKnown = selected === null || 'messageIds' in job.selection || job.selectedIsExact;
  if (isFirst && isKnown) check(totals.selected === about, `${totals.selected} selected of ${about}`);
  if (job.status === 'completed' && job.selectedIsExact)
    check(totals.left === 0, `completed with ${totals.left} left`);
  return violations;
}

function judgeLists(
  { job, failures, moved, skipped, failed, doubtful }: JobEvidence,
  { originals }: Evidence,
): Violation[] {
  const violations: Violation[] = [];
  const keys = new Map(originals.map(({ messageId, key }) => [messageId, key]));
  const seen = new Map<string, string>();
  for (const { messageId, list, code } of [...moved, ...skipped, ...failed]) {
    const other = seen.get(messageId);
    const key = keys.get(messageId);
    if (other !== undefined) {
      violations.push({
        rule: 'lists',
        detail: `job ${job.id}: ${key} is in ${other} and in ${list}`,
        keys: [key ?? messageId],
      });
    }
    seen.set(messageId, list);
    if (list === 'moved' || code === null || failures.has(code)) continue;
    const isUnknown = key === undefined && code === 'not-found';
    if (isUnknown) continue;
    violations.push({
      rule: 'lists',
      detail: `job ${job.id}: ${key} ${list} for ${code}`,
      keys: [key ?? messageId],
    });
  }
  const isTwice = new Set(doubtful.map(({ messageId }) => messageId)).size < doubtful.length;
  if (isTwice) violations.push({ rule: 'lists', detail: `job ${job.id}: a doubt is listed twice`, keys: [] });
  return violations;
}

function judgeSelection(evidence: JobEvidence, { originals, jobs }: Evidence): Violation[] {
  const { job, selected, moved, skipped, failed } = evidence;
  const earlier = jobs.slice(0, jobs.indexOf(evidence));
  const mayBeGone = new Set(
    earlier.flatMap((job) => [...job.moved, ...job.doubtful].map(({ messageId }) => messageId)),
  );
  const violations: Violation[] = [];
  const settled = new Set([...moved, ...skipped, ...failed].map(({ messageId }) => messageId));
  const gone = new Set(moved.map(({ messageId }) => messageId));
  const report = (key: string, detail: string) =>
    violations.push({ rule: 'selection', detail: `job ${job.id}: ${key} ${detail}`, keys: [key] });
  /** Groups with a message that stayed: those far behind it cannot be seen, and the job has to say that there are some. */
  const blocked = new Set<string>();
  for (const { key, messageId, groupId } of originals) {
    const isSelected = selected ? selected.has(key) : !mayBeGone.has(messageId);
    const isSettled = settled.has(messageId);
    if (selected && !isSelected && isSettled) report(key, 'was not selected');
    const isExcused =
      groupId !== null && blocked.has(groupId) && !job.selectedIsExact && job.statusReason !== null;
    if (isSelected && !isSettled && job.status === 'completed' && !isExcused)
      report(key, 'was selected and is in no list');
    if (groupId !== null && !gone.has(messageId) && !mayBeGone.has(messageId)) blocked.add(groupId);
  }
  return violations;
}
