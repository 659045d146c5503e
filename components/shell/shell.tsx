import type { ReactNode } from 'react';

import { AuditIcon, QueuesIcon, RedrivesIcon } from './icons.tsx';

import { Breadcrumb } from './breadcrumb.tsx';
import { Mark } from './mark.tsx';
import { NavLink } from './nav-link.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** The frame of every page: rail on the left, bar on top, the page in the rest. */
export function Shell({
  environment,
  attention,
  status,
  user = null,
  banner,
  children,
}: {
  environment: ReactNode;
  attention: ReactNode;
  status: ReactNode;
  /** Who is signed in. */
  user?: ReactNode;
  banner: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] md:grid-cols-[208px_minmax(0,1fr)]">
      <a
        href="#content"
        className="btn sr-only z-50 focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:h-7 focus:px-2.5"
      >
        Skip to content
      </a>
      <aside aria-label="Sidebar" className="hidden h-dvh flex-col border-r bg-rail md:flex">
        <div className="flex h-12 items-center gap-2 px-4 font-semibold">
          <Mark />
          Redrive
          <span className="ml-auto">{environment}</span>
        </div>
        <nav aria-label="Main" className="space-y-0.5 px-2 py-1">
          <NavLink href="/" section="/queues">
            <QueuesIcon />
            Queues
          </NavLink>
          <NavLink href="/redrives" section="/redrives">
            <RedrivesIcon />
            Redrives
          </NavLink>
          <NavLink href="/audit" section="/audit">
            <AuditIcon />
            Audit
          </NavLink>
        </nav>
        <div className="min-h-0 flex-1 overflow-y-auto px-2 py-3">{attention}</div>
        {user}
        <ThemeSwitch />
      </aside>
      <div className="flex h-dvh min-w-0 flex-col">
        <header className="flex h-12 flex-none items-center gap-3 border-b px-6">
          <Breadcrumb />
          <div className="ml-auto flex items-center gap-2">{status}</div>
        </header>
        {banner}
        <main
          id="content"
          tabIndex={-1}
          className="relative min-h-0 min-w-0 flex-1 overflow-y-auto outline-none"
        >
          {children}
        </main>
      </div>
    </div>
  );
}
