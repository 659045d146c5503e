import { sendMessages } from '#lib/queues/send-messages';
import { route } from '../../../_http/route.ts';

export const POST = route('POST /api/queues/[name]/messages', ({ ctx, params, body }) =>
  sendMessages({ ctx, input: { queue: params.name, request: body } }),
);
