import { cookies } from 'next/headers';

import { MoonIcon, SunIcon, SystemIcon } from './icons.tsx';

import { ThemeChoice } from './theme-choice.tsx';

/** System, light or dark, at the foot of the rail. */
export async function ThemeSwitch() {
  const chosen = (await cookies()).get('theme')?.value ?? 'system';
  return (
    <fieldset className="flex gap-0.5 border-t p-2">
      <legend className="sr-only">Theme</legend>
      <ThemeChoice value="system" chosen={chosen} label="System theme">
        <SystemIcon />
      </ThemeChoice>
      <ThemeChoice value="light" chosen={chosen} label="Light theme">
        <SunIcon />
      </ThemeChoice>
      <ThemeChoice value="dark" chosen={chosen} label="Dark theme">
        <MoonIcon />
      </ThemeChoice>
    </fieldset>
  );
}
