import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';

import { SessionProvider } from '#components/session/session.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { identify, requireServed } from '#lib/access/admit/identify';
import { loginPath } from '#lib/access/admit/judge-page';
import { currentConfig } from '#lib/access/config/current-config';
import { describeSession } from '#lib/access/describe-session';
import { ADDRESS_HEADER } from '#lib/access/login/pages';
import type { SessionInfo } from '#lib/access/types';
import { processContext } from '#lib/context';

import { DeskAttention, DeskBanner, DeskEnvironment, DeskStatus, DeskUser } from './desk-shell.tsx';

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  return (
    <SessionProvider session={session}>
      <Shell
        environment={<DeskEnvironment />}
        attention={<DeskAttention />}
        status={<DeskStatus />}
        user={session.login && <DeskUser name={session.name} role={session.role} />}
        banner={<DeskBanner />}
      >
        {children}
      </Shell>
    </SessionProvider>
  );
}

/** Who looks at the page; a stranger is sent to sign in and comes back to it. */
async function requireSession(): Promise<SessionInfo> {
  const config = requireServed(currentConfig());
  const given = await headers();
  const identity = await identify(processContext(), config, {
    cookieHeader: given.get('cookie'),
    fresh: false,
  });
  if (!identity) redirect(loginPath(given.get(ADDRESS_HEADER) ?? '/'));
  return describeSession(config, identity.person);
}
