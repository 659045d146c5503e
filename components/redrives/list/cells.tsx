import type { ReactNode } from 'react';

import { formatAge, formatTime } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';

/** What was redriven, with the way to its page, and from where to where. */
export function WhatCell({
  href,
  title,
  source,
  target,
}: {
  href: string;
  title: string;
  source: string;
  target: string | null;
}) {
  return (
    <th scope="row">
      <RouteLink href={href} className="block truncate hover:underline" title={title}>
        {title}
      </RouteLink>
      <span className="label block truncate font-normal">
        {source}
        {target !== null && ` → ${target}`}
      </span>
    </th>
  );
}

export function StatusCell({
  text,
  tone,
  active,
  note,
}: {
  text: string;
  tone: string;
  active: boolean;
  /** A second line; null for none. */
  note: string | null;
}) {
  return (
    <td>
      <span className={`flex items-center gap-1.5 font-medium ${tone}`}>
        <span className={`dot ${active ? '' : 'dot-hollow'}`} />
        <span className="truncate" title={text}>
          {text}
        </span>
      </span>
      {note !== null && (
        <span className="label block truncate" title={note}>
          {note}
        </span>
      )}
    </td>
  );
}

/** Who and why. */
export function ByCell({ by, reason }: { by: string; reason: string | null }) {
  return (
    <td>
      <span className="block truncate" title={by}>
        {by}
      </span>
      <span className="label block truncate" title={reason ?? undefined}>
        {reason ?? ''}
      </span>
    </td>
  );
}

export function WhenCell({ atMs, nowMs }: { atMs: number; nowMs: number }) {
  return (
    <td className="num text-muted" title={formatTime(atMs)}>
      {formatAge((nowMs - atMs) / 1000)} ago
    </td>
  );
}

/** A bar with its words, which may take two lines. */
export function BarCell({ bar, text }: { bar: ReactNode; text: string }) {
  return (
    <td className="whitespace-normal!">
      {bar}
      <span className="label line-clamp-2 pt-1" title={text}>
        {text}
      </span>
    </td>
  );
}
