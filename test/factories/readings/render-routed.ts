import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

const still = () => {};

/** The markup of what has links to pages in it; they lead nowhere. */
export function renderRouted(children: ReactNode): string {
  const router = {
    bfcacheId: '',
    back: still,
    forward: still,
    refresh: still,
    push: still,
    replace: still,
    prefetch: still,
  };
  return renderToStaticMarkup(createElement(AppRouterContext, { value: router }, children));
}
