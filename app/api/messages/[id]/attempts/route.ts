import { readMessageAttempts } from '#lib/attempts/read/message-attempts';
import { route } from '../../../_http/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('GET /api/messages/[id]/attempts', ({ ctx, params, request }) => {
  const { searchParams } = new URL(request.url);
  return readMessageAttempts({
    ctx,
    input: { messageId: params.id, request: Object.fromEntries(searchParams) },
  });
});
