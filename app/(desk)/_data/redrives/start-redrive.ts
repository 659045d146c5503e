import type { RedrivePlan, RedriveRequest, RedriveResult } from '#lib/redrive/types';

import { refreshReadings } from '../readings/use-reading.ts';
import { requestJson } from '../request-json.ts';

/** What `request` would do; nothing is moved by asking. */
export async function planRedrive(request: RedriveRequest, signal?: AbortSignal): Promise<RedrivePlan> {
  const result = await requestJson<RedriveResult>('/api/redrives', {
    body: { ...request, dryRun: true },
    signal,
  });
  if (result.kind !== 'plan') throw new TypeError('a dry run is answered with a plan');
  return result.plan;
}

/** Starts the job or AWS's task of `request`, then reads the page's numbers again. */
export async function startRedrive(
  request: RedriveRequest,
): Promise<Exclude<RedriveResult, { kind: 'plan' }>> {
  const result = await requestJson<RedriveResult>('/api/redrives', { body: request });
  if (result.kind === 'plan') throw new TypeError('only a dry run is answered with a plan');
  void refreshReadings();
  return result;
}
