import { PageMessage } from '#components/ui/page-message.tsx';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main>
      <PageMessage title="There is no such page">
        <p>The desk has the overview, a page for each queue, and one for each dead-letter queue.</p>
        <p>
          <a href="/" className="btn">
            All queues
          </a>
        </p>
      </PageMessage>
    </main>
  );
}
