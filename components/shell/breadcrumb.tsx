'use client';

import { usePathname } from 'next/navigation';
import { Fragment } from 'react';

import { RouteLink } from '#components/ui/route-link.tsx';

/** Where we are, from the address: Queues / main-queue / Dead letters. */
export function Breadcrumb() {
  const [, section, name, page] = usePathname().split('/');
  const crumbs = [{ text: 'Queues', href: '/' }];
  if (section === 'queues' && name) {
    const queue = decodeURIComponent(name);
    crumbs.push({ text: queue, href: `/queues/${name}` });
    if (page === 'dead-letters') crumbs.push({ text: 'Dead letters', href: `/queues/${name}/dead-letters` });
  }
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-2">
      {crumbs.map(({ text, href }, index) => (
        <Fragment key={href}>
          {index > 0 && (
            <span aria-hidden className="text-faint">
              /
            </span>
          )}
          {index < crumbs.length - 1 ? (
            <RouteLink href={href} className="truncate text-muted hover:text-ink">
              {text}
            </RouteLink>
          ) : (
            <span aria-current="page" className="truncate font-medium">
              {text}
            </span>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
