import { sendMessages } from '#lib/queues/send-messages';
import { readJson } from '../../../_http/read-json.ts';
import { route } from '../../../_http/route.ts';

/** A thousand messages of 32 KiB each. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

export const POST = route<{ name: string }>(async ({ ctx, params, request }) =>
  sendMessages({ ctx, input: { queue: params.name, request: await readJson(request, MAX_BODY_BYTES) } }),
);
