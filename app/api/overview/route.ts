import { overviewMetrics } from '#lib/metrics/overview-metrics';
import { route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/overview', ({ ctx }) => overviewMetrics({ ctx }));
