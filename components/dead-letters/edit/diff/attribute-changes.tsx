import type { AttributeDraft } from '#components/queues/send/draft.ts';

interface Change {
  name: string;
  before: AttributeDraft | undefined;
  after: AttributeDraft | undefined;
}

/** Attributes that are new, gone or another, by name. */
export function listChanges(before: readonly AttributeDraft[], after: readonly AttributeDraft[]): Change[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  return names
    .map((name) => ({
      name,
      before: before.find((attribute) => attribute.name === name),
      after: after.find((attribute) => attribute.name === name),
    }))
    .filter(({ before, after }) => before?.type !== after?.type || before?.value !== after?.value);
}

/** What changes of the attributes, in the look of a difference between texts. */
export function AttributeChanges({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="py-1 text-faint">Nothing changes.</p>;
  return (
    <ul className="overflow-hidden rounded-md border bg-ground py-1 font-mono text-xs leading-[18px]">
      {changes.map(({ name, before, after }) => (
        <li key={name}>
          {before && <Line sign="−" tone="bg-danger-soft text-danger" attribute={before} />}
          {after && <Line sign="+" tone="bg-ok-soft text-ok" attribute={after} />}
        </li>
      ))}
    </ul>
  );
}

function Line({
  sign,
  tone,
  attribute: { name, type, value },
}: {
  sign: string;
  tone: string;
  attribute: AttributeDraft;
}) {
  return (
    <div className={`flex px-3 ${tone}`}>
      <span className="w-4 flex-none">{sign}</span>
      <span className="min-w-0 break-all">
        <bdi>{name || '(no name)'}</bdi> <span className="italic">{type}</span>{' '}
        <bdi>{value.slice(0, 400)}</bdi>
      </span>
    </div>
  );
}
