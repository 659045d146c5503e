import type { Context } from '#lib/context';
import { MAX_HELD_MESSAGES } from '#lib/messages/scan/plan-reading';
import { readJobs } from '../jobs/list-jobs.ts';
import { hasEnded } from '../jobs/job-record.ts';
import type { JobRequest } from '../jobs/new-job.ts';
import { MANY_GENERATIONS } from '../lineage.ts';
import type { PlanNote, RedrivePlan } from '../types.ts';
import type { Examination } from './examine.ts';

const RECENT_JOBS = 50;
/** From here on a redriven message is worth a warning. */
const WARN_GENERATION = 2;

interface Planned {
  job: JobRequest;
  plan: RedrivePlan;
  seen: Examination;
}

/** What speaks against the job in its messages and its source. */
export async function noteProblems(ctx: Context, planned: Planned): Promise<PlanNote[]> {
  return [
    ...(await noteJobs(ctx, planned)),
    ...noteMessages(planned),
    ...noteGenerations(planned),
    ...noteSource(planned),
  ];
}

async function noteJobs(ctx: Context, { job }: Planned): Promise<PlanNote[]> {
  const { jobs } = await readJobs(ctx, RECENT_JOBS);
  const notes: PlanNote[] = [];
  const active = jobs.find(
    ({ spec, status }) => spec.source !== null && spec.source === job.source && !hasEnded({ status }),
  );
  if (active) {
    const message = `A job of ${job.source} is ${active.status}. Wait for it, or cancel it first.`;
    notes.push({ severity: 'block', code: 'job-active', message });
  }
  const restored = jobs.find(
    ({ spec }) => job.action === 'restore' && spec.action === 'restore' && spec.file === job.file,
  );
  if (restored) {
    const message =
      `This file was restored before, at ${new Date(restored.createdAtMs).toISOString()}: ${restored.progress.moved} messages were sent. ` +
      'Restoring it again makes second copies of them.';
    notes.push({ severity: 'warning', code: 'restored-before', message });
  }
  return notes;
}

function noteMessages({ plan, seen }: Planned): PlanNote[] {
  const problems = new Map<string, { message: string; count: number }>();
  for (const { problem } of seen.selected) {
    if (!problem) continue;
    const known = problems.get(problem.code) ?? { message: problem.message, count: 0 };
    known.count += 1;
    problems.set(problem.code, known);
  }
  const notes = [...problems].map(([code, { message, count }]): PlanNote => {
    const isAll = count === seen.selected.length;
    return {
      severity: isAll && plan.selectedIsExact ? 'block' : 'warning',
      code: NOTE_CODES[code] ?? 'not-movable',
      message: `${isAll ? 'None of them' : `${count} of the ${seen.selected.length} looked at`} can be moved as asked. ${message}`,
    };
  });
  if (plan.expiring > 0) {
    const message = `${plan.expiring} messages reach the end of their retention before the job comes to them at this rate.`;
    notes.push({ severity: 'warning', code: 'expires-during', message });
  }
  return notes;
}

const NOTE_CODES: Readonly<Record<string, PlanNote['code']>> = {
  'no-origin': 'no-origin',
  'too-large': 'target-too-small',
  'no-group': 'target-type',
};

function noteGenerations({ job, plan }: Planned): PlanNote[] {
  if (job.action !== 'redrive') return [];
  const count = (from: number, to: number) =>
    plan.generations.slice(from, to).reduce((sum, messages) => sum + messages, 0);
  const [often, tooOften] = [count(WARN_GENERATION, MANY_GENERATIONS), count(MANY_GENERATIONS, Infinity)];
  const notes: PlanNote[] = [];
  if (often > 0) {
    const message = `${often} messages were redriven ${WARN_GENERATION} times and more, and came back each time.`;
    notes.push({ severity: 'warning', code: 'redriven-before', message });
  }
  if (tooOften > 0) {
    const what = job.allowManyGenerations ? 'are moved once more' : 'are skipped unless you allow it';
    const message = `${tooOften} messages were redriven ${MANY_GENERATIONS} times and more; they ${what}.`;
    notes.push({ severity: 'warning', code: 'too-many-redrives', message });
  }
  return notes;
}

function noteSource({ job, plan, seen }: Planned): PlanNote[] {
  const notes: PlanNote[] = [];
  const note = (severity: PlanNote['severity'], code: PlanNote['code'], message: string) =>
    notes.push({ severity, code, message });
  const isAll = 'all' in job.selection;
  if (plan.selected === 0) {
    const message =
      seen.about === 0 ? 'There are no messages to move.' : 'None of the messages looked at is selected.';
    note(seen.examined >= seen.about ? 'block' : 'warning', 'not-examined', message);
  }
  if (seen.held > 0) {
    note(
      'info',
      'in-flight',
      `${seen.held} messages are hidden right now: somebody is looking at them, or moving them. The job waits up to two minutes for them to come back.`,
    );
  }
  if (!isAll && job.source !== null && seen.about > MAX_HELD_MESSAGES) {
    const message = `To find the selected ones the others are held, at most ${MAX_HELD_MESSAGES.toLocaleString('en-US')} at a time. What lies deeper may not be reached.`;
    note('warning', 'in-flight-limit', message);
  }
  if (seen.isFifo) {
    const message = isAll
      ? 'Messages of a group are moved in their order; behind one that fails its group stays where it is.'
      : 'On a FIFO queue a message can be reached only when those before it in its group are moved, or are among the first ten.';
    note('info', 'fifo-order', message);
  }
  if (!plan.selectedIsExact) {
    const message = `${seen.examined.toLocaleString('en-US')} of about ${seen.about.toLocaleString('en-US')} messages were looked at. The numbers are scaled up from them.`;
    note('info', 'estimate-only', message);
  }
  return notes;
}
