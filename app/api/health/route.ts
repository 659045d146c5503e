import { readHealth } from '#lib/access/read-health';
import { route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route(({ ctx }) => readHealth({ ctx }));
