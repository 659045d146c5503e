import type { AttributeDraft } from '#components/queues/send/draft.ts';
import type { EditRules } from '#lib/redrive/types';

/** Where the messages go. */
export type TargetKind = 'origin' | 'queue' | 'function';

/** What the dialog holds before it is a request. */
export interface RedriveDraft {
  /** Our job, or AWS's own move task: everything, unchanged. */
  engine: 'desk' | 'aws';
  targetKind: TargetKind;
  queue: string;
  functionName: string;
  /** Messages per second; null for as fast as it goes, NaN while it is being typed. */
  ratePerSecond: number | null;
  trial: boolean;
  /** Messages of each stage of the trial run, without the rest. */
  stages: number[];
  /** Share of a stage that may fail again, in percent. */
  maxFailurePercent: number;
  setAttributes: AttributeDraft[];
  /** Names, separated by commas. */
  removeAttributes: string;
  /** JSON, or empty. */
  bodyPatch: string;
  reason: string;
  lineage: boolean;
  allowManyGenerations: boolean;
  resendUnconfirmed: boolean;
}

const DEFAULT_STAGES: readonly number[] = [1, 5, 20, 100];

/** The draft on opening: back to where each came from, tried out first, with the changes of the message editor if there are any. */
export function openDraft({
  messages,
  edit,
  target,
  trial = true,
}: {
  /** How many, as far as is known. */
  messages: number | null;
  edit: EditRules | null;
  /** Queue to begin with; null for where each came from. */
  target: string | null;
  /** False where nobody would say what becomes of a few. */
  trial?: boolean;
}): RedriveDraft {
  return {
    engine: 'desk',
    targetKind: target === null ? 'origin' : 'queue',
    queue: target ?? '',
    functionName: '',
    ratePerSecond: null,
    trial: trial && messages !== 1,
    stages: [...DEFAULT_STAGES],
    maxFailurePercent: 0,
    setAttributes: Object.entries(edit?.setAttributes ?? {}).map(([name, attribute]) => ({
      id: name,
      name,
      type: attribute.DataType,
      value: attribute.StringValue ?? attribute.BinaryValue ?? '',
    })),
    removeAttributes: (edit?.removeAttributes ?? []).join(', '),
    bodyPatch: edit?.bodyPatch ? JSON.stringify(edit.bodyPatch, null, 2) : '',
    reason: '',
    lineage: true,
    allowManyGenerations: false,
    resendUnconfirmed: false,
  };
}
