import type { ReactNode } from 'react';

import { Shell } from '#components/shell/shell.tsx';

import { DeskAttention, DeskBanner, DeskEnvironment, DeskStatus } from './desk-shell.tsx';

export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <Shell
      environment={<DeskEnvironment />}
      attention={<DeskAttention />}
      status={<DeskStatus />}
      banner={<DeskBanner />}
    >
      {children}
    </Shell>
  );
}
