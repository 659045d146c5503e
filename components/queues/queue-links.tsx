import { RouteLink } from '#components/ui/route-link.tsx';

/** Names of queues within a text, each a link to its page. */
export function QueueLinks({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <RouteLink href={`/queues/${name}`} className="link underline underline-offset-2">
        {name}
      </RouteLink>
    </span>
  ));
}
