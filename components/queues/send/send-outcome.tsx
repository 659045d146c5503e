import { formatCount, formatCounted } from '#components/ui/format.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { SendResult } from '#lib/queues/types';

const MAX_SHOWN = 50;

/** What became of each message that was to be sent. Nothing is called sent that was not accepted. */
export function SendOutcome({ result: { sent, failed } }: { result: SendResult }) {
  const total = sent.length + failed.length;
  if (!failed.length) {
    return (
      <Notice tone="ok">
        {formatCounted(total, 'message')} accepted by SQS.
        {total === 1 && sent[0] && (
          <p className="truncate font-mono text-xs text-muted">{sent[0].messageId}</p>
        )}
      </Notice>
    );
  }
  return (
    <Notice tone="danger">
      <strong className="font-medium text-danger">
        {sent.length
          ? `${formatCount(sent.length)} of ${formatCounted(total, 'message')} accepted, ${formatCount(failed.length)} refused.`
          : `Nothing was sent: ${formatCounted(total, 'message')} refused.`}
      </strong>
      <ul aria-label="Refused messages" className="mt-1 max-h-40 overflow-y-auto text-xs">
        {failed.slice(0, MAX_SHOWN).map(({ index, code, message }) => (
          <li key={index} className="py-0.5">
            <span className="font-medium">#{index + 1}</span> {code}: {message}
          </li>
        ))}
        {failed.length > MAX_SHOWN && <li>and {formatCount(failed.length - MAX_SHOWN)} more</li>}
      </ul>
    </Notice>
  );
}
