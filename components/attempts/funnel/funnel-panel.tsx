import { formatCount, formatCounted, formatShare } from '#components/ui/format.ts';
import type { Funnel } from '#lib/attempts/types';

import { Panel } from '../panel.tsx';
import { FunnelLine } from './funnel-line.tsx';
import { toFunnelRows } from './funnel-rows.ts';
import { NoAttempts } from './no-attempts.tsx';
import type { Reporting } from './reporting.ts';

/** How many attempts messages needed, and how many died. */
export function FunnelPanel({
  funnel,
  problem,
  reporting,
  window,
  className,
}: {
  /** Undefined while loading. */
  funnel: Funnel | undefined;
  problem: string | null;
  reporting: Reporting;
  /** "last hour" */
  window: string;
  className?: string;
}) {
  const refused = funnel?.error ?? null;
  return (
    <Panel
      title="Attempts needed"
      note={window}
      data={refused !== null && !funnel?.steps.length ? undefined : funnel}
      problem={problem ?? refused}
      rows={4}
      {...(className !== undefined && { className })}
    >
      {(known) =>
        known.steps.length ? (
          <Steps funnel={known} />
        ) : (
          <NoAttempts reporting={reporting} nothing={`No attempt was reported in the ${window}.`} />
        )
      }
    </Panel>
  );
}

function Steps({ funnel }: { funnel: Funnel }) {
  const { rows, ended, died, diedWidth, diedUnknown } = toFunnelRows(funnel);
  const share = (count: number) => (ended ? formatShare(count, ended) : '—');
  return (
    <div className="px-6">
      <table className="w-full text-right">
        <caption className="label pb-1 text-left">
          {ended
            ? `Of ${formatCounted(ended, 'message')} that ${died === null ? 'succeeded' : 'succeeded or died'}`
            : 'No message has come to an end yet'}
        </caption>
        <thead>
          <tr className="label border-b [&>th]:h-7 [&>th]:font-normal">
            <th scope="col" className="w-24 text-left">
              Attempt
            </th>
            <td aria-hidden />
            <th scope="col" className="w-20" title="Messages that came to this attempt">
              Came
            </th>
            <th scope="col" className="w-20" title="Messages for which this attempt was the last they needed">
              Succeeded
            </th>
            <th scope="col" className="w-16">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ attempt, came, succeeded, cameWidth, succeededWidth, afterRedrive }) => (
            <FunnelLine
              key={attempt}
              label={attempt}
              note={afterRedrive ? 'redriven' : null}
              came={formatCount(came)}
              ended={formatCount(succeeded)}
              share={share(succeeded)}
              trackWidth={cameWidth}
              fillWidth={succeededWidth}
              tone="bg-ok"
              muted={came === 0}
            />
          ))}
          <FunnelLine
            label="Died"
            note={null}
            came=""
            ended={formatCount(died)}
            share={died === null ? '—' : share(died)}
            trackWidth={diedWidth}
            fillWidth={diedWidth}
            tone="bg-danger"
            danger={Boolean(died)}
            muted={!died}
          />
        </tbody>
      </table>
      {diedUnknown !== null && <p className="label pt-1">{diedUnknown}</p>}
    </div>
  );
}
