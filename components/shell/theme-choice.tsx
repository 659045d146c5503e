'use client';

import type { ReactNode } from 'react';

const YEAR_SECONDS = 31_536_000;

/** One choice of the theme: applied at once, and kept in a cookie so that the server paints it next time. */
export function ThemeChoice({
  value,
  chosen,
  label,
  children,
}: {
  value: string;
  chosen: string;
  label: string;
  children: ReactNode;
}) {
  const choose = () => {
    document.documentElement.dataset['theme'] = value;
    document.cookie = `theme=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  };
  return (
    <label
      title={label}
      className="relative flex size-7 items-center justify-center rounded-md text-faint hover:text-ink has-checked:bg-hover has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
    >
      <input
        type="radio"
        name="theme"
        value={value}
        defaultChecked={value === chosen}
        onChange={choose}
        aria-label={label}
        className="absolute inset-0 opacity-0"
      />
      {children}
    </label>
  );
}
