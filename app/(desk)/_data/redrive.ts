import type { CancelResult, RedriveRequest, RedriveResult } from '#lib/redrive/types';

import { requestJson } from './request-json.ts';
import { refreshReadings } from './readings/use-reading.ts';

/** Moves messages back, then reads the page's numbers again. */
export async function redrive(body: RedriveRequest): Promise<RedriveResult> {
  const result = await requestJson<RedriveResult>('/api/redrives', { body });
  void refreshReadings();
  return result;
}

/** Asks AWS to stop a move task; more may move until it has. */
export async function cancelMoveTask(id: string): Promise<void> {
  await requestJson<CancelResult>(`/api/redrives/${encodeURIComponent(id)}/cancel`, { body: {} });
  void refreshReadings();
}
