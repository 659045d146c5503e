import type { RedriveRequest } from '#lib/redrive/types';

import type { RedriveDraft } from './draft.ts';
import { toEditRules } from './edit-rules.ts';
import type { RedriveSubject } from './subject.ts';

/** `draft` as the API takes it: nothing in it that was left at its default. */
export function toRequest(subject: RedriveSubject, draft: RedriveDraft): RedriveRequest {
  const { targetKind, ratePerSecond } = draft;
  const reason = draft.reason.trim();
  const from =
    subject.file === null
      ? { source: subject.source, selection: subject.selection }
      : { file: subject.file.id };
  const basic: RedriveRequest = {
    ...from,
    ...(targetKind === 'queue' && draft.queue && { target: draft.queue }),
    ...(ratePerSecond !== null && { ratePerSecond }),
    ...(reason && { reason }),
  };
  if (draft.engine === 'aws') return { ...basic, engine: 'aws' };
  const edit = toEditRules(draft, subject.edit?.body);
  return {
    ...basic,
    ...(targetKind === 'function' &&
      draft.functionName.trim() && { targetFunction: draft.functionName.trim() }),
    ...(edit && { edit }),
    ...(draft.trial && {
      canary: { stages: draft.stages, maxFailureRatio: draft.maxFailurePercent / 100 },
    }),
    ...(!draft.lineage && { lineage: false }),
    ...(draft.allowManyGenerations && { allowManyGenerations: true }),
    ...(draft.resendUnconfirmed && { resendUnconfirmed: true }),
  };
}
