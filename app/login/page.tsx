import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { PageMessage } from '#components/ui/page-message.tsx';
import { currentConfig } from '#lib/access/config/current-config';
import { ATTEMPT_COOKIE, type LoginProblem } from '#lib/access/login/attempt';
import { openCookie } from '#lib/access/session/sealed-cookie';

export const metadata: Metadata = { title: 'Sign in' };

const SIGNED_OUT: LoginProblem = { title: 'You are signed out', problem: 'Sign in to see the desk again.' };

/** For who is not signed in: after signing out, and to say why somebody was not let in. */
export default async function LoginPage() {
  const { title, problem } = await readProblem();
  return (
    <main>
      <PageMessage title={title}>
        <p className="break-words">{problem}</p>
        <p>
          <a href="/api/login?return=%2F" className="btn">
            Sign in
          </a>
        </p>
      </PageMessage>
    </main>
  );
}

async function readProblem(): Promise<LoginProblem> {
  const config = currentConfig();
  if (config.kind !== 'login')
    return { title: 'Nobody signs in here', problem: 'This desk is for its own machine.' };
  const content = await openCookie(config.login, ATTEMPT_COOKIE, (await headers()).get('cookie'));
  return content && 'problem' in content ? content : SIGNED_OUT;
}
