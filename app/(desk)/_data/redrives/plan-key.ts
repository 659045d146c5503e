import type { RedriveRequest } from '#lib/redrive/types';

/** `request` as the plan sees it, as text: two requests with one key have one plan, so typing a reason asks for none. */
export function toPlanKey(request: RedriveRequest): string {
  const { reason: _reason, idempotencyKey: _key, canary, ...planned } = request;
  // How large its stages are changes when messages move, not which and how many.
  return JSON.stringify({ ...planned, ...(canary && { canary: { stages: [1], maxFailureRatio: 0 } }) });
}
