'use client';

import { lazy, Suspense, useCallback, useState } from 'react';

import { AttentionList } from '#components/shell/attention-list.tsx';
import { EnvironmentBadge } from '#components/shell/environment-badge.tsx';
import { LiveSwitch } from '#components/shell/live-switch.tsx';
import { PaletteButton } from '#components/shell/palette/palette-button.tsx';
import { SignInBanner } from '#components/session/sign-in-banner.tsx';
import { UserMenu } from '#components/session/user-menu.tsx';
import { UnreachableBanner } from '#components/shell/unreachable-banner.tsx';

import type { Role } from '#lib/access/types';

import { signOut } from './_data/sign-out.ts';
import { useHealth, useQueues } from './_data/use-queues.ts';
import { setLive, useLive } from './_data/readings/use-reading.ts';

/** The session is over; the page sends to the sign-in when it is loaded again. */
const UNAUTHENTICATED = 401;

const DeskPalette = lazy(() => import('./desk-palette.tsx'));

export function DeskAttention() {
  return <AttentionList list={useQueues().data} />;
}

export function DeskEnvironment() {
  return <EnvironmentBadge health={useHealth().data} />;
}

export function DeskStatus() {
  const { updatedAtMs, error } = useQueues();
  const [searching, setSearching] = useState(false);
  const search = useCallback(() => setSearching(true), []);
  return (
    <>
      <PaletteButton onOpen={search} />
      <LiveSwitch live={useLive()} updatedAtMs={updatedAtMs} failed={error !== null} onChange={setLive} />
      {searching && (
        <Suspense>
          <DeskPalette onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </>
  );
}

export function DeskUser({ name, role }: { name: string; role: Role }) {
  return <UserMenu name={name} role={role} onSignOut={() => void signOut()} />;
}

export function DeskBanner() {
  const { error, updatedAtMs } = useQueues();
  const health = useHealth().data;
  if (error?.status === UNAUTHENTICATED) return <SignInBanner onSignIn={() => location.reload()} />;
  return <UnreachableBanner health={health} error={error} updatedAtMs={updatedAtMs} />;
}
