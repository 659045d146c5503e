import { pollQueues } from '#lib/queues/poll-queues';
import { route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/queues', ({ ctx }) => pollQueues({ ctx }));
