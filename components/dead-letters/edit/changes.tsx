import type { EditDraft, Original } from './draft/draft.ts';
import { AttributeChanges, listChanges } from './diff/attribute-changes.tsx';
import { DiffView } from './diff/diff-view.tsx';

/** How the copy differs from the original. */
export function Changes({ original, draft }: { original: Original; draft: EditDraft }) {
  return (
    <section
      aria-label="Changes"
      className="flex min-h-0 flex-col border-t bg-sunken px-5 py-2 lg:border-t-0 lg:border-l"
    >
      <h3 className="flex h-9 flex-none items-center font-medium">Changes to the body</h3>
      <div className="flex min-h-0 flex-initial flex-col [&>*]:min-h-0">
        <DiffView label="Changes to the body" before={original.body} after={draft.body} />
      </div>
      <h3 className="flex h-9 flex-none items-center pt-2 font-medium">Changes to the attributes</h3>
      <div className="flex-none pb-2">
        <AttributeChanges changes={listChanges(original.attributes, draft.attributes)} />
      </div>
    </section>
  );
}
