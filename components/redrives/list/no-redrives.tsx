import { RouteLink } from '#components/ui/route-link.tsx';

/** Before the first redrive: what one is, and where it begins. */
export function NoRedrives() {
  return (
    <div className="border-t px-6 py-16">
      <div className="mx-auto max-w-xl space-y-3 text-muted">
        <h2 className="text-base font-medium text-ink">Nothing has been redriven yet</h2>
        <p>
          A redrive begins at a dead-letter queue: choose messages, a cause, or everything, and see how many,
          where to and how long before anything moves. It tries a few first and stops by itself when they fail
          again.
        </p>
        <p>Every job is kept here with who made it and why, and with what became of each of its messages.</p>
        <p>
          <RouteLink href="/" className="link font-medium">
            Show queues with dead letters
          </RouteLink>
        </p>
      </div>
    </div>
  );
}
