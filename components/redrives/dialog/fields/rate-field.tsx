import { Segmented } from '#components/ui/segmented.tsx';

import { MAX_JOB_RATE, MAX_TASK_RATE } from '../draft/check-draft.ts';
import type { RedriveDraft } from '../draft/draft.ts';

const DEFAULT_RATE = 50;

/** How fast: without a bound of ours, or at most so many a second. */
export function RateField({
  draft,
  problem,
  onChange,
}: {
  draft: RedriveDraft;
  problem: string | null;
  onChange: (part: Partial<RedriveDraft>) => void;
}) {
  const { ratePerSecond: rate } = draft;
  const aws = draft.engine === 'aws';
  return (
    <div>
      <p className="label mb-1">Rate</p>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label="Rate"
          options={[
            ['free', aws ? 'AWS chooses' : 'As fast as it goes'],
            ['fixed', 'At most'],
          ]}
          value={rate === null ? 'free' : 'fixed'}
          onChange={(choice) => onChange({ ratePerSecond: choice === 'free' ? null : DEFAULT_RATE })}
        />
        {rate !== null && (
          <>
            <input
              type="number"
              aria-label="Messages per second"
              aria-describedby="rate-note"
              aria-invalid={problem !== null}
              min={1}
              max={aws ? MAX_TASK_RATE : MAX_JOB_RATE}
              className="input w-24!"
              value={Number.isNaN(rate) ? '' : rate}
              onChange={(event) => onChange({ ratePerSecond: event.target.valueAsNumber })}
            />
            <span id="rate-note" className={problem === null ? 'text-muted' : 'text-xs text-danger'}>
              {problem ?? 'a second'}
            </span>
          </>
        )}
      </div>
    </div>
  );
}
