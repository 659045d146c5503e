import { QueueLinks } from '../queue-links.tsx';

/** On a dead-letter queue's page: why its messages failed is told where they failed. */
export function SourceCauses({ sources }: { sources: readonly string[] }) {
  return (
    <p className="border-b px-6 py-3 text-muted">
      Why its messages failed, and how they were retried, is on the page of <QueueLinks names={sources} />.
    </p>
  );
}
