import { Field } from '#components/ui/field.tsx';
import { Segmented } from '#components/ui/segmented.tsx';

const DEFAULT_RATE = 50;

const CHOICES = [
  ['aws', 'AWS chooses'],
  ['fixed', 'At most'],
] as const;

/** Messages per second of a move task; null leaves it to AWS. */
export function RateField({
  rate,
  max,
  bad,
  onChange,
}: {
  rate: number | null;
  max: number;
  bad: boolean;
  onChange: (rate: number | null) => void;
}) {
  return (
    <div className="flex items-start gap-3">
      <div>
        <p className="label mb-1">Rate</p>
        <Segmented
          label="Rate"
          options={CHOICES}
          value={rate === null ? 'aws' : 'fixed'}
          onChange={(choice) => onChange(choice === 'aws' ? null : DEFAULT_RATE)}
        />
      </div>
      {rate !== null && (
        <Field label="Messages per second" error={bad ? `A whole number from 1 to ${max}.` : null}>
          {(field) => (
            <input
              {...field}
              type="number"
              min={1}
              max={max}
              className="input w-40!"
              value={Number.isNaN(rate) ? '' : rate}
              onChange={(event) => onChange(event.target.valueAsNumber)}
            />
          )}
        </Field>
      )}
    </div>
  );
}
