import type { Metadata } from 'next';

import { DeadLetters } from './dead-letters.tsx';

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Dead letters in ${decodeURIComponent((await params).name)}` };
}

export default async function DeadLettersPage({ params }: Props) {
  const name = decodeURIComponent((await params).name);
  return <DeadLetters key={name} name={name} />;
}
