'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

import { RouteLink } from '#components/ui/route-link.tsx';

/** An entry of the rail; it is current on its own page and on every page below `section`. */
export function NavLink({ href, section, children }: { href: string; section: string; children: ReactNode }) {
  const pathname = usePathname();
  const here = pathname === href;
  const inside = here || pathname.startsWith(`${section}/`);
  return (
    <RouteLink
      href={href}
      aria-current={here ? 'page' : inside ? 'true' : undefined}
      className={`flex h-7 items-center gap-2 rounded-md px-2 font-medium hover:bg-hover ${inside ? 'bg-hover text-ink' : 'text-muted'}`}
    >
      {children}
    </RouteLink>
  );
}
