import type { Metadata } from 'next';

import { Queue } from './queue.tsx';

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function QueuePage({ params }: Props) {
  return <Queue name={decodeURIComponent((await params).name)} />;
}
