import { refuseMaskedEdit } from '#lib/messages/mask/refuse-masked';
import { listRedrives } from '#lib/redrive/jobs/list-jobs';
import { startRedrive } from '#lib/redrive/start-redrive';
import { route } from '../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/redrives', ({ ctx, request }) => {
  const source = new URL(request.url).searchParams.get('source');
  return listRedrives({ ctx, input: source === null ? {} : { source } });
});

export const POST = route('POST /api/redrives', async ({ ctx, body, person, mask }) => {
  refuseMaskedEdit(body, mask);
  return startRedrive({ ctx, input: { request: body, by: person.name } });
});
