import { holdsDeadLetters } from '#components/queues/holds-dead-letters.ts';
import { formatCount } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { QueueList } from '#lib/queues/types';

/** Enough to fill a laptop's rail; the overview has them all. */
const MAX_SHOWN = 12;

/** The dead-letter queues that hold something, on every page, because that is what one must not miss. */
export function AttentionList({ list }: { list: QueueList | undefined }) {
  const holding = list?.queues.filter((queue) => holdsDeadLetters(queue) && queue.depth.visible);
  if (!holding?.length) return null;
  return (
    <section aria-labelledby="attention">
      <h2 id="attention" className="label px-2 pb-1">
        Dead letters in
      </h2>
      <ul>
        {holding.slice(0, MAX_SHOWN).map(({ name, depth }) => (
          <li key={name}>
            <RouteLink
              href={`/queues/${name}/dead-letters`}
              className="flex h-7 items-center gap-2 rounded-md px-2 text-muted hover:bg-hover hover:text-ink"
            >
              <span className="truncate">{name}</span>
              <span className="ml-auto font-medium text-danger">{formatCount(depth.visible)}</span>
            </RouteLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
