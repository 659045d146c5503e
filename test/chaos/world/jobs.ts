import { randomUUID } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { Context } from '#lib/context';
import { toSdkAttributes } from '#lib/queues/entries/attribute-values';
import { listJobMessages } from '#lib/redrive/jobs/job-messages';
import { showJob } from '#lib/redrive/jobs/show-job';
import { runJob } from '#lib/redrive/mover/run-job';
import { startDelete, startRedrive } from '#lib/redrive/start-redrive';
import type { EditRules, JobMessage, JobMessageList, Selection } from '#lib/redrive/types';
import { createRedrive, idleContext } from '#test/factories/redrives/run';
import type { Content, JobEvidence, Original } from '../judge/evidence.ts';
import { isJson, PICKED } from '../plan/messages.ts';
import type { RoundPlan } from '../plan/plan.ts';
import type { Stage } from './stage.ts';

/** A job of the plan, not yet run. */
export interface PlannedJob {
  id: string;
  selected: ReadonlySet<string> | null;
  unknownIds: string[];
  edit: EditRules | null;
}

const BY = 'chaos';

/** Makes the job of a plan; twice, as a caller does who got no answer. `file`: the snapshot to restore. */
export async function createPlannedJob(
  ctx: Context,
  plan: RoundPlan,
  stage: Stage,
  file: string | null,
): Promise<PlannedJob> {
  const idle = idleContext(ctx);
  const { selection, selected, unknownIds } = select(plan, stage);
  const idempotencyKey = randomUUID();
  const create = async (): Promise<string> => {
    if (plan.action === 'delete') {
      const request = { selection, reason: 'chaos', idempotencyKey };
      return (await startDelete({ ctx: idle, input: { queue: stage.deadLetters.name, request, by: BY } })).id;
    }
    const request = {
      ...(file === null ? { source: stage.deadLetters.name, selection } : { file }),
      ...(stage.target && { target: stage.target.name }),
      ...(plan.edit && { edit: plan.edit }),
      ...(plan.ratePerSecond !== null && { ratePerSecond: plan.ratePerSecond }),
      ...(plan.stages && { canary: { stages: plan.stages, maxFailureRatio: 1 } }),
      idempotencyKey,
    };
    const result = await startRedrive({ ctx: idle, input: { request, by: BY } });
    if (result.kind !== 'job') throw new TypeError(`a ${result.kind}, not a job`);
    return result.job.id;
  };
  const id = await create();
  if ((await create()) !== id) throw new TypeError('one idempotency key made two jobs');
  return { id, selected, unknownIds, edit: plan.edit };
}

function select(plan: RoundPlan, { originals, fingerprint }: Stage) {
  const picked = originals.filter((_, index) => plan.messages[index]?.isPicked);
  const unknownIds = plan.selection === 'ids' ? [randomUUID()] : [];
  const selections: Record<RoundPlan['selection'], Selection> = {
    all: { all: true },
    ids: { messageIds: [...picked.map(({ messageId }) => messageId), ...unknownIds] },
    query: { query: `body:${PICKED}` },
    fingerprint: { fingerprint },
  };
  const selected = plan.selection === 'all' ? null : new Set(picked.map(({ key }) => key));
  return { selection: selections[plan.selection], selected, unknownIds };
}

const QUICK = { holdSeconds: 30, minHoldMs: 1000, saveEveryMs: 500 };

/** Deletes everything, keeping a snapshot, with nothing going wrong; returns the id of the snapshot. */
export async function keepSnapshot(ctx: Context, { deadLetters }: Stage): Promise<string> {
  const request = { selection: { all: true }, reason: 'to be restored' };
  const input = { queue: deadLetters.name, request, by: BY };
  const { id } = await startDelete({ ctx: idleContext(ctx), input });
  await runJob({ ctx, input: { jobId: id, options: QUICK } });
  return id;
}

/** A later job on what is left, with nothing going wrong. */
export async function runFollowUp(ctx: Context, stage: Stage, resend: boolean): Promise<PlannedJob> {
  const { id } = await createRedrive(ctx, {
    source: stage.deadLetters.name,
    selection: { all: true },
    ...(stage.target && { target: stage.target.name }),
    ...(resend && { resendUnconfirmed: true }),
  });
  await runJob({ ctx, input: { jobId: id, options: QUICK } });
  return { id, selected: null, unknownIds: [], edit: null };
}

/** Codes of messages that were not moved, by what a round may bring about. */
const FAILURES = ['send-unconfirmed', 'InvalidParameterValue'];
const GROUP_FAILURES = ['behind-failed', 'not-reached'];
const EDIT_FAILURES = ['not-json', 'too-many-attributes'];
const LATER_FAILURES = ['moved-earlier'];

/** What the job says of itself and of each message. */
export async function readJob(
  ctx: Context,
  { id, selected, unknownIds, edit }: PlannedJob,
  { isFifo, isLater }: { isFifo: boolean; isLater: boolean },
): Promise<JobEvidence> {
  const list = (name: JobMessageList) => readList(ctx, id, name);
  return {
    job: await showJob({ ctx: idleContext(ctx), input: { id } }),
    selected,
    unknownIds,
    expect: (original) => expected(original, edit),
    failures: new Set([
      ...FAILURES,
      ...(isFifo ? GROUP_FAILURES : []),
      ...(edit ? EDIT_FAILURES : []),
      ...(isLater ? LATER_FAILURES : []),
    ]),
    moved: await list('moved'),
    skipped: await list('skipped'),
    failed: await list('failed'),
    doubtful: await list('doubtful'),
  };
}

async function readList(ctx: Context, id: string, list: JobMessageList): Promise<JobMessage[]> {
  const all: JobMessage[] = [];
  let cursor: string | null = null;
  do {
    const request: { list: JobMessageList; cursor?: string } = { list, ...(cursor !== null && { cursor }) };
    const page = await listJobMessages({ ctx, input: { id, request } });
    all.push(...page.messages);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

/** Said once more, in the words of this test and for its own edits alone. */
function expected(original: Original, edit: EditRules | null): Content {
  if (!edit) return original;
  let { body } = original;
  if (edit.bodyPatch && isJson(body)) {
    const value = JSON.parse(body) as { patch: Record<string, unknown> };
    const { gone: _, ...kept } = value.patch;
    body = JSON.stringify({ ...value, patch: { ...kept, added: ['✓'] }, fixed: true });
  }
  const attributes: Record<string, MessageAttributeValue> = {};
  for (const [name, attribute] of Object.entries(original.attributes)) {
    if (!edit.removeAttributes?.includes(name)) attributes[name] = attribute;
  }
  return { ...original, body, attributes: { ...attributes, ...toSdkAttributes(edit.setAttributes ?? {}) } };
}
