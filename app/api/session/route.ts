import { currentConfig } from '#lib/access/config/current-config';
import { rightsOf } from '#lib/access/rights';
import type { SessionInfo } from '#lib/access/types';
import { route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/session', ({ person: { name, role } }) =>
  Promise.resolve({
    name,
    role,
    rights: rightsOf(role),
    login: currentConfig().kind === 'login',
  } satisfies SessionInfo),
);
