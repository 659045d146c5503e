'use client';

import { lazy, Suspense, useCallback, useState } from 'react';

import { AttentionList } from '#components/shell/attention-list.tsx';
import { EnvironmentBadge } from '#components/shell/environment-badge.tsx';
import { LiveSwitch } from '#components/shell/live-switch.tsx';
import { PaletteButton } from '#components/shell/palette/palette-button.tsx';
import { UnreachableBanner } from '#components/shell/unreachable-banner.tsx';

import { useHealth, useQueues } from './_data/use-queues.ts';
import { setLive, useLive } from './_data/readings/use-reading.ts';

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

export function DeskBanner() {
  const { error, updatedAtMs } = useQueues();
  return <UnreachableBanner health={useHealth().data} error={error} updatedAtMs={updatedAtMs} />;
}
