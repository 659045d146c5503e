import type { ReactNode } from 'react';

/** Icons of the shell, drawn on the server: they cost the first load nothing. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="15"
      height="15"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {children}
    </svg>
  );
}

export function QueuesIcon() {
  return (
    <Icon>
      <path d="M2 4.5h12M2 8h12M2 11.5h7" />
      <path d="m12.2 10 1.8 1.5-1.8 1.5" />
    </Icon>
  );
}

export function RedrivesIcon() {
  return (
    <Icon>
      <path d="M13 8.5a5 5 0 1 1-1.6-4.2" />
      <path d="M11.6 1.8v2.7H8.9" />
    </Icon>
  );
}

export function AuditIcon() {
  return (
    <Icon>
      <path d="M4 2.2h8v11.6H4z" />
      <path d="M6.2 5.5h3.6M6.2 8h3.6M6.2 10.5h2" />
    </Icon>
  );
}

export function SystemIcon() {
  return (
    <Icon>
      <rect x="2" y="2.5" width="12" height="8.5" rx="1.2" />
      <path d="M5.5 13.5h5M8 11v2.5" />
    </Icon>
  );
}

export function SunIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
    </Icon>
  );
}

export function MoonIcon() {
  return (
    <Icon>
      <path d="M13.5 9.2A5.8 5.8 0 0 1 6.8 2.5a5.8 5.8 0 1 0 6.7 6.7Z" />
    </Icon>
  );
}
