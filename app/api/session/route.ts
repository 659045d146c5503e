import { requireServed } from '#lib/access/admit/identify';
import { currentConfig } from '#lib/access/config/current-config';
import { describeSession } from '#lib/access/describe-session';
import { route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/session', ({ person }) =>
  Promise.resolve(describeSession(requireServed(currentConfig()), person)),
);
