import { formatAge, formatCount, formatMinutes } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { DepthSample } from '#lib/metrics/types';

import { ConsumerState } from '../consumer-state.tsx';
import { FindingsCell } from './findings-cell.tsx';
import type { OverviewRow } from './rows.ts';
import { Sparkline } from './sparkline.tsx';

/** Several times the pace at which few queues are read. */
const TELL_FROM_SECONDS = 10;

function DeadLetters({ deadLetters }: Pick<OverviewRow, 'deadLetters'>) {
  if (!deadLetters) return <span className="text-faint">no queue</span>;
  const { name, count, ageSeconds } = deadLetters;
  return (
    <RouteLink
      href={`/queues/${name}/dead-letters`}
      className={`-mx-2 inline-flex h-6 items-center gap-2 rounded px-2 hover:underline ${count ? 'bg-danger-soft text-danger' : 'text-faint'}`}
    >
      <b className="min-w-6 text-right font-semibold">{formatCount(count)}</b>
      <span className="sr-only">{count === 1 ? 'dead letter in' : 'dead letters in'}</span>
      {count ? `${name}${ageSeconds === null ? '' : ` · ${formatMinutes(ageSeconds)}`}` : name}
    </RouteLink>
  );
}

/** Of many queues, not all are read in every poll. */
function ReadAgo({ seconds }: { seconds: number }) {
  if (seconds < TELL_FROM_SECONDS) return null;
  return (
    <span
      className="ml-2 font-normal text-faint"
      title="Many queues are read in turn: these counts are so old"
    >
      {formatAge(seconds)} ago
    </span>
  );
}

function Count({ value }: { value: number }) {
  return <td className={`num ${value ? '' : 'text-faint'}`}>{formatCount(value)}</td>;
}

export function QueueRow({
  row: { queue, deadLetters },
  samples,
  consumersError,
  nowMs,
}: {
  row: OverviewRow;
  samples: readonly DepthSample[] | undefined;
  consumersError: string | null;
  /** When the list was read. */
  nowMs: number;
}) {
  const { name, type, depth, maxReceiveCount, consumers, findings, readAtMs } = queue;
  return (
    <tr>
      <th scope="row">
        <RouteLink href={`/queues/${name}`} className="hover:underline">
          {name}
        </RouteLink>
        {type === 'fifo' && <span className="badge ml-2">FIFO</span>}
        <ReadAgo seconds={(nowMs - readAtMs) / 1000} />
      </th>
      <td>
        <DeadLetters deadLetters={deadLetters} />
      </td>
      <Count value={depth.visible} />
      <Count value={depth.inFlight} />
      <Count value={depth.delayed} />
      <td className="pl-6!">
        <Sparkline
          values={samples?.map((sample) => sample.visible + sample.inFlight) ?? []}
          label={`Depth of ${name}, last 15 minutes`}
        />
      </td>
      <td>
        <ConsumerState consumers={consumers} unknown={consumersError} />
      </td>
      <td>
        <FindingsCell counts={findings} />
      </td>
      <td className="num text-muted">{formatCount(maxReceiveCount)}</td>
    </tr>
  );
}
