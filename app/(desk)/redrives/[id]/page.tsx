import type { Metadata } from 'next';

import { Job } from './job.tsx';

export const metadata: Metadata = { title: 'Redrive' };

interface Props {
  params: Promise<{ id: string }>;
}

export default async function JobPage({ params }: Props) {
  return <Job id={decodeURIComponent((await params).id)} />;
}
