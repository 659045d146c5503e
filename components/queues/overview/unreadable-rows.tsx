import { formatCount } from '#components/ui/format.ts';
import type { QueueList } from '#lib/queues/types';

/** Rows drawn at once: a policy that refuses one queue often refuses hundreds. */
const SHOWN = 20;

/** Queues that are there and may not be read, each with what to allow. */
export function UnreadableRows({ unreadable }: Pick<QueueList, 'unreadable'>) {
  const more = unreadable.length - SHOWN;
  return (
    <>
      {unreadable.slice(0, SHOWN).map(({ name, message }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td colSpan={8} className="text-warning" title={message}>
            Cannot be read: {message}
          </td>
        </tr>
      ))}
      {more > 0 && (
        <tr>
          <td colSpan={9} className="text-warning">
            {formatCount(more)} more cannot be read; the filter finds them by name.
          </td>
        </tr>
      )}
    </>
  );
}
