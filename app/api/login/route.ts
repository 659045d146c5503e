import { beginLogin } from '#lib/access/login/begin-login';
import { toReturnPath } from '#lib/access/login/return-path';
import { route } from '../_http/route.ts';
import { answerLogin } from './answer.ts';

export const dynamic = 'force-dynamic';

/** To the provider of logins, or straight to the page where nobody logs in. */
export const GET = route('GET /api/login', ({ ctx, request }) => {
  const returnTo = new URL(request.url).searchParams.get('return');
  return answerLogin(
    (login) => beginLogin({ ctx, input: { login, returnTo } }),
    () => toReturnPath(returnTo),
  );
});
