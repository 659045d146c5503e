'use client';

import { createContext, use, type ReactNode } from 'react';

import type { Right, SessionInfo } from '#lib/access/types';

const SessionContext = createContext<SessionInfo | null>(null);

/** Tells everything inside who looks at it. The server refuses what a role may not do in any case; this is to say so before. */
export function SessionProvider({ session, children }: { session: SessionInfo; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

const NEEDED: Record<Right, string> = {
  read: 'Needs the role viewer',
  operate: 'Needs the role operator',
  unmask: 'Needs the role admin',
};

/** Why the person who looks may not do this, in words for a tooltip; undefined where they may. */
export function useObstacle(right: Right): string | undefined {
  const session = use(SessionContext);
  if (session === null || session.rights.includes(right)) return undefined;
  return `${NEEDED[right]}; yours is ${session.role}.`;
}

/** Whether something is masked that the person who looks may see. */
export function useMayUnmask(): boolean {
  const session = use(SessionContext);
  return session !== null && session.masks && session.rights.includes('unmask');
}
