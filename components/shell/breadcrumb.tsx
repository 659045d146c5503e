'use client';

import { usePathname } from 'next/navigation';
import { Fragment } from 'react';

import { RouteLink } from '#components/ui/route-link.tsx';

/** Characters of a job's id that tell it from its neighbours. */
const SHORT_ID = 8;

/** Where we are, from the address: Queues / main-queue / Dead letters, or Redrives / 0198f2c1. */
export function Breadcrumb() {
  const crumbs = listCrumbs(usePathname());
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

function listCrumbs(pathname: string): { text: string; href: string }[] {
  const [, section, name, page] = pathname.split('/');
  if (section === 'audit') return [{ text: 'Audit', href: '/audit' }];
  const redrives = section === 'redrives';
  const crumbs = [redrives ? { text: 'Redrives', href: '/redrives' } : { text: 'Queues', href: '/' }];
  if (!name) return crumbs;
  const text = decodeURIComponent(name);
  crumbs.push({ text: redrives ? text.slice(0, SHORT_ID) : text, href: `/${section}/${name}` });
  if (page === 'dead-letters') crumbs.push({ text: 'Dead letters', href: `/queues/${name}/dead-letters` });
  return crumbs;
}
