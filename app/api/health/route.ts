import { readHealth } from '#lib/access/read-health';
import { route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

/** Where AWS was asked is for those who have signed in; anybody may know whether the desk works. */
export const GET = route('GET /api/health', async ({ ctx, person }) => {
  const health = await readHealth({ ctx });
  return person ? health : { status: health.status };
});
