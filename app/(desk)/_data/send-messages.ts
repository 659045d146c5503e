import type { SendRequest, SendResult } from '#lib/queues/types';

import { requestJson } from './request-json.ts';
import { refreshReadings } from './readings/use-reading.ts';

/** Sends to a queue, then reads the page's numbers again. A result may be a failure in part. */
export async function sendMessages(queue: string, body: SendRequest): Promise<SendResult> {
  const result = await requestJson<SendResult>(`/api/queues/${queue}/messages`, { body });
  void refreshReadings();
  return result;
}
