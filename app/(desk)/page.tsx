import type { Metadata } from 'next';

import { Overview } from './overview.tsx';

export const metadata: Metadata = { title: 'Queues' };

export default function OverviewPage() {
  return <Overview />;
}
