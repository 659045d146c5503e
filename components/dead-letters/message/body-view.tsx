import { useMemo, useState } from 'react';

import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatBytes } from '#components/ui/format.ts';
import { ScrollBox } from '#components/ui/group.tsx';
import { Segmented } from '#components/ui/segmented.tsx';

import { BodyText } from './body-text.tsx';
import { JsonTree } from './json-tree.tsx';
import { looksLikeDocument, parseBody } from './parse-body.ts';

const VIEWS = [
  ['tree', 'Tree'],
  ['raw', 'Raw'],
] as const;

/** A longer body is shown as text at first: parsing it takes a moment. */
const QUICK_LENGTH = 256 * 1024;

/** A message body as text: folded when it is JSON, and always as it was sent. */
export function BodyView({ body }: { body: string }) {
  const [chosen, setChosen] = useState<'tree' | 'raw' | null>(null);
  const view = chosen ?? (body.length > QUICK_LENGTH ? 'raw' : 'tree');
  const value = useMemo(() => (view === 'tree' ? parseBody(body) : null), [body, view]);
  const sizeBytes = useMemo(() => new TextEncoder().encode(body).length, [body]);
  const asText = view === 'raw' || value === null;
  const foldable = value !== null || (view === 'raw' && looksLikeDocument(body));
  return (
    <section aria-label="Body">
      <div className="flex h-9 items-center gap-2">
        <h3 className="font-medium">Body</h3>
        <span className="label mr-auto">
          {formatBytes(sizeBytes)}
          {view === 'tree' && value === null && looksLikeDocument(body) && ' · not valid JSON'}
        </span>
        {foldable && <Segmented label="View of the body" options={VIEWS} value={view} onChange={setChosen} />}
        <CopyButton text={body} label="Copy body" />
      </div>
      <ScrollBox label="Body text" className="max-h-[45vh] rounded-md border bg-sunken p-3">
        {asText ? <BodyText text={body} sizeBytes={sizeBytes} /> : <JsonTree value={value} />}
      </ScrollBox>
    </section>
  );
}
