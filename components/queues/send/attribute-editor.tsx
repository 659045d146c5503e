import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useId } from 'react';

import type { AttributeDraft } from './draft.ts';

const MAX_ATTRIBUTES = 10;
const TYPES = ['String', 'Number', 'Binary'];

/** Message attributes, a line each; a type may carry a suffix of one's own: `Number.int`. */
export function AttributeEditor({
  attributes,
  error,
  onChange,
}: {
  attributes: readonly AttributeDraft[];
  error: string | null;
  onChange: (attributes: AttributeDraft[]) => void;
}) {
  const types = useId();
  const change = (index: number, part: Partial<AttributeDraft>) =>
    onChange(attributes.map((attribute, at) => (at === index ? { ...attribute, ...part } : attribute)));
  return (
    <fieldset>
      <legend className="label mb-1">Attributes</legend>
      <datalist id={types}>
        {TYPES.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </datalist>
      <div className="space-y-1.5">
        {attributes.map((attribute, index) => (
          <div key={attribute.id} className="flex gap-1.5">
            <input
              aria-label={`Attribute ${index + 1} name`}
              placeholder="name"
              className="input"
              value={attribute.name}
              onChange={(event) => change(index, { name: event.target.value })}
            />
            <input
              aria-label={`Attribute ${index + 1} type`}
              list={types}
              className="input w-28! flex-none"
              value={attribute.type}
              onChange={(event) => change(index, { type: event.target.value })}
            />
            <input
              aria-label={`Attribute ${index + 1} value`}
              placeholder={attribute.type.startsWith('Binary') ? 'base64' : 'value'}
              className="input"
              value={attribute.value}
              onChange={(event) => change(index, { value: event.target.value })}
            />
            <button
              type="button"
              aria-label={`Remove attribute ${index + 1}`}
              className="btn btn-quiet btn-icon"
              onClick={() => onChange(attributes.filter((_, at) => at !== index))}
            >
              <X size={14} aria-hidden />
            </button>
          </div>
        ))}
      </div>
      {error && (
        <p role="alert" className="pt-1 text-xs text-danger">
          {error}
        </p>
      )}
      {attributes.length < MAX_ATTRIBUTES && (
        <button
          type="button"
          className="btn btn-quiet -ml-2.5"
          onClick={() =>
            onChange([...attributes, { id: crypto.randomUUID(), name: '', type: 'String', value: '' }])
          }
        >
          <Plus size={14} aria-hidden />
          Add attribute
        </button>
      )}
    </fieldset>
  );
}
