import type { Metadata } from 'next';

import { Redrives } from './redrives.tsx';

export const metadata: Metadata = { title: 'Redrives' };

export default function RedrivesPage() {
  return <Redrives />;
}
