import { useState } from 'react';

import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatBytes } from '#components/ui/format.ts';
import { ScrollBox } from '#components/ui/group.tsx';
import { Segmented } from '#components/ui/segmented.tsx';

import { JsonTree } from './json-tree.tsx';
import { parseBody } from './parse-body.ts';

const VIEWS = [
  ['tree', 'Tree'],
  ['raw', 'Raw'],
] as const;

/** A message body as text: folded when it is JSON, and always as it was sent. */
export function BodyView({ body }: { body: string }) {
  const [view, setView] = useState<'tree' | 'raw'>('tree');
  const value = parseBody(body);
  const sizeBytes = new TextEncoder().encode(body).length;
  return (
    <section aria-label="Body">
      <div className="flex h-9 items-center gap-2">
        <h3 className="font-medium">Body</h3>
        <span className="label mr-auto">{formatBytes(sizeBytes)}</span>
        {value && <Segmented label="View of the body" options={VIEWS} value={view} onChange={setView} />}
        <CopyButton text={body} label="Copy body" />
      </div>
      <ScrollBox label="Body text" className="max-h-[45vh] rounded-md border bg-sunken p-3">
        {value && view === 'tree' ? (
          <JsonTree value={value} />
        ) : (
          <pre className="break-words whitespace-pre-wrap">{body}</pre>
        )}
      </ScrollBox>
    </section>
  );
}
