import { PageMessage } from '#components/ui/page-message.tsx';
import { RouteLink } from '#components/ui/route-link.tsx';

/** The page of a queue that cannot be shown. */
export function QueueProblem({ name, error }: { name: string; error: { status: number; message: string } }) {
  const unknown = error.status === 404;
  return (
    <PageMessage title={unknown ? `There is no queue named ${name}` : `${name} cannot be read`}>
      <p>{error.message}</p>
      {unknown && <p>It may have been deleted, or it lives in another region or account.</p>}
      <p>
        <RouteLink href="/" className="btn">
          All queues
        </RouteLink>
      </p>
    </PageMessage>
  );
}
