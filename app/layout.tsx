import './globals.css';

import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';

export const metadata: Metadata = {
  title: { default: 'Redrive', template: '%s · Redrive' },
  description: 'The retry and dead-letter desk for Amazon SQS',
};

/** The theme is read on the server, so the first paint is already the chosen one and no inline script is needed. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value;
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-theme={theme === 'light' || theme === 'dark' ? theme : 'system'}
    >
      <body>{children}</body>
    </html>
  );
}
