'use client';

import { PageMessage } from '#components/ui/page-message.tsx';

export default function DeskError({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <PageMessage title="This page broke">
      <p>A mistake in the desk itself; no message was touched by it.</p>
      <p className="font-mono text-xs break-words">{error.message}</p>
      <p>
        <button type="button" className="btn" onClick={retry}>
          Try again
        </button>
      </p>
    </PageMessage>
  );
}
