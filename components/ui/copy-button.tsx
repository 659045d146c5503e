import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useState } from 'react';

/** Long enough to be seen, short enough to copy again. */
const SHOWN_MS = 1500;

/** Copies `text`; `label` says what it is: "Copy ARN". */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="inline-flex size-6 flex-none items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
      onClick={() => void copy()}
    >
      {copied ? <Check size={13} className="text-ok" aria-hidden /> : <Copy size={13} aria-hidden />}
      <output className="sr-only">{copied && 'Copied'}</output>
    </button>
  );
}
