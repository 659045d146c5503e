import type { CancelResult } from '#lib/redrive/types';

import { refreshReadings } from '../readings/use-reading.ts';
import { requestJson } from '../request-json.ts';

export type JobCommand = 'pause' | 'resume' | 'cancel';

/** Asks a job to pause, go on or end. It says itself when it has: the batch under way is finished first. */
export async function controlJob(id: string, command: JobCommand): Promise<void> {
  await requestJson<unknown>(`/api/redrives/${encodeURIComponent(id)}/${command}`, { body: {} });
  void refreshReadings();
}

/** Asks AWS to stop a move task; more may move until it has. */
export async function cancelMoveTask(id: string): Promise<void> {
  await requestJson<CancelResult>(`/api/redrives/${encodeURIComponent(id)}/cancel`, { body: {} });
  void refreshReadings();
}
