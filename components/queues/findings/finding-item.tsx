import type { Finding } from '#lib/queues/diagnose/types';

import { SEVERITY_MARKS } from './severity-marks.ts';

/** One finding: what is wrong; why that matters and what to do once it is opened. */
export function FindingItem({
  finding: { severity, title, reason, fix },
  about,
}: {
  finding: Finding;
  /** Name of the queue it is about, where that is not the page's. */
  about: string | null;
}) {
  const { tone, mark } = SEVERITY_MARKS[severity];
  return (
    <li>
      <details className="group">
        <summary className="grid list-none grid-cols-[72px_minmax(0,1fr)] gap-x-3 px-6 py-1 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <span className={`flex items-center gap-2 self-start capitalize ${tone}`}>
            <span aria-hidden className={mark} />
            {severity}
          </span>
          <span className="font-medium">
            {title}
            {about !== null && <span className="badge mx-1.5">{about}</span>}
            <span aria-hidden className="ml-1.5 inline-block text-faint group-open:rotate-90">
              ›
            </span>
          </span>
        </summary>
        <dl className="grid grid-cols-[72px_minmax(0,84ch)] gap-x-3 gap-y-1 px-6 pt-0.5 pb-3 text-muted">
          <dt className="label leading-5!">Why</dt>
          <dd>{reason}</dd>
          <dt className="label leading-5!">Fix</dt>
          <dd className="break-words">{fix}</dd>
        </dl>
      </details>
    </li>
  );
}
