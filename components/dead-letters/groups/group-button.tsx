import type { ReactNode } from 'react';

import { formatCount } from '#components/ui/format.ts';

/** One choice of the rail: shows only the messages it counts. */
export function GroupButton({
  pressed,
  count,
  total,
  title,
  children,
  onPress,
}: {
  pressed: boolean;
  count: number;
  /** What the groups add up to: the bar shows the share. Null without a bar. */
  total: number | null;
  title: string;
  /** What else there is to say. */
  children?: ReactNode;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      className={`block w-full rounded-md px-2.5 py-1.5 text-left ${pressed ? 'bg-accent-soft' : 'hover:bg-hover'}`}
      onClick={onPress}
    >
      <span className="flex items-baseline gap-3">
        <bdi title={title} className={`min-w-0 truncate ${pressed ? 'font-semibold' : 'font-medium'}`}>
          {title}
        </bdi>
        <span className="ml-auto flex-none">{formatCount(count)}</span>
      </span>
      {children}
      {total !== null && (
        <span aria-hidden className="mt-1.5 mb-0.5 block h-1 overflow-hidden rounded-full bg-line">
          <span
            className={`block h-full min-w-0.5 rounded-full ${pressed ? 'bg-accent-solid' : 'bg-faint'}`}
            style={{ width: `${total ? (100 * count) / total : 0}%` }}
          />
        </span>
      )}
    </button>
  );
}
