import { PageMessage } from '#components/ui/page-message.tsx';
import { RouteLink } from '#components/ui/route-link.tsx';

/** The page of a job before it was read, or when it cannot be. */
export function NoJob({ id, error }: { id: string; error: { status: number; message: string } | null }) {
  if (error) {
    return (
      <PageMessage title={error.status === 404 ? 'There is no such redrive' : 'This redrive cannot be shown'}>
        <p>
          {error.status === 404
            ? `No job has the id ${id}. Jobs are kept for 30 days.`
            : `${error.message} Trying again every few seconds.`}
        </p>
        <p>
          <RouteLink href="/redrives" className="link">
            All redrives
          </RouteLink>
        </p>
      </PageMessage>
    );
  }
  return (
    <div aria-busy className="space-y-4 px-6 py-5">
      <h1 className="sr-only">Reading the redrive…</h1>
      <div className="pulse h-11 w-1/2" />
      <div className="pulse h-12" />
      <div className="pulse h-36" />
      <div className="pulse h-24" />
    </div>
  );
}
