import { useEffect, useRef } from 'react';

import { TEMPLATES, type Template } from './templates.ts';

/** What kind of message to send, all kinds in sight. */
export function TemplatePicker({
  chosen,
  onChoose,
}: {
  /** Null once the body was edited by hand. */
  chosen: string | null;
  onChoose: (template: Template) => void;
}) {
  const outcome = TEMPLATES.find(({ id }) => id === chosen)?.outcome;
  const choices = useRef<HTMLFieldSetElement>(null);
  // The panel was opened to choose one, so that is where the keyboard goes.
  useEffect(() => choices.current?.querySelector<HTMLInputElement>(':checked')?.focus(), []);
  return (
    <fieldset ref={choices}>
      <legend className="label mb-1">Template</legend>
      <div className="grid grid-cols-2 gap-1.5">
        {TEMPLATES.map((template) => (
          <label
            key={template.id}
            className="relative flex min-h-7 items-center rounded-md border px-2 text-xs text-muted hover:bg-hover hover:text-ink has-checked:border-accent has-checked:bg-accent-soft has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="template"
              className="absolute inset-0 opacity-0"
              checked={template.id === chosen}
              onChange={() => onChoose(template)}
            />
            {template.title}
          </label>
        ))}
      </div>
      <p className="min-h-5 pt-1 text-xs text-muted">{outcome ?? 'Your own body.'}</p>
    </fieldset>
  );
}
