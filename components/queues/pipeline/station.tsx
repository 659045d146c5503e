import type { ReactNode } from 'react';

import { Group } from '#components/ui/group.tsx';

/** One place a message can be in, with how many are there. */
export function Station({
  label,
  value,
  tone = 'border-line-strong',
  wide = false,
  children,
}: {
  label: string;
  value: string;
  tone?: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <Group
      label={label}
      className={`flex ${wide ? 'w-48' : 'w-36'} flex-none flex-col justify-center self-stretch rounded-lg border px-4 py-2.5 ${tone}`}
    >
      <p className="text-xs">{label}</p>
      <p className="text-[26px]/8 font-medium tracking-tight">{value}</p>
      <div className="label text-current">{children}</div>
    </Group>
  );
}
