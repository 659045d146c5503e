import { PageMessage } from '#components/ui/page-message.tsx';
import { RouteLink } from '#components/ui/route-link.tsx';

/** Looking would do harm here, so the desk does not look. */
export function ScanRefused({
  name,
  message,
  deadLetterQueue,
}: {
  name: string;
  message: string;
  deadLetterQueue: string | null;
}) {
  return (
    <PageMessage title={`${name} is not read by the desk`}>
      <p>{message}</p>
      <p className="flex gap-2">
        {deadLetterQueue && (
          <RouteLink href={`/queues/${deadLetterQueue}/dead-letters`} className="btn btn-accent">
            Dead letters in {deadLetterQueue}
          </RouteLink>
        )}
        <RouteLink href={`/queues/${name}`} className="btn">
          Back to {name}
        </RouteLink>
      </p>
    </PageMessage>
  );
}
