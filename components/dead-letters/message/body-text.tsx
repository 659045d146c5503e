import { useState } from 'react';

import { formatBytes } from '#components/ui/format.ts';

/** Characters drawn at once: laying out a million of them holds up the page. */
const SHOWN = 20_000;

/** A long text, its beginning first and the rest when asked for. */
export function BodyText({ text, sizeBytes }: { text: string; sizeBytes: number }) {
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > SHOWN;
  return (
    <>
      <pre className="break-words whitespace-pre-wrap">{cut ? text.slice(0, SHOWN) : text}</pre>
      {cut && (
        <p className="pt-2">
          <span className="label">This is the beginning. </span>
          <button type="button" className="link" onClick={() => setWhole(true)}>
            Show all {formatBytes(sizeBytes)}
          </button>
        </p>
      )}
    </>
  );
}
