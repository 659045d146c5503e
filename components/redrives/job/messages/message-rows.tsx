import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatClock, formatTime } from '#components/ui/format.ts';
import type { JobAction, JobMessage, JobMessageList } from '#lib/redrive/types';

import { OUTCOMES } from '../../bars/outcome-text.ts';
import { hasCopies } from './message-table.tsx';

/** One page of messages. */
export function MessageRows({
  messages,
  list,
  action,
}: {
  messages: readonly JobMessage[];
  list: JobMessageList;
  action: JobAction;
}) {
  return (
    <tbody>
      {messages.map((message) => (
        <tr key={message.messageId}>
          <th scope="row">
            <Id text={message.messageId} />
            {message.mayBeDoubled && list !== 'doubtful' && (
              <span className="badge ml-2 border-warning-line text-warning">may be doubled</span>
            )}
          </th>
          {list === 'doubtful' && <td>{message.list}</td>}
          {hasCopies(list, action) && (
            <>
              <td>{message.newMessageId === null ? '—' : <Id text={message.newMessageId} />}</td>
              <td>{message.target ?? '—'}</td>
              <td>
                <Outcome message={message} />
              </td>
            </>
          )}
          {list !== 'moved' && (
            <td className="max-w-[560px] whitespace-normal!">
              {message.message ?? '—'}
              {message.code !== null && <span className="label pl-2 font-mono">{message.code}</span>}
            </td>
          )}
          <td className="num text-muted" title={formatTime(message.atMs)}>
            {formatClock(message.atMs)}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function Id({ text }: { text: string }) {
  return (
    <span className="inline-flex items-center gap-1 font-mono text-xs font-normal" title={text}>
      {text.slice(0, 8)}
      <CopyButton text={text} label={`Copy ${text}`} />
    </span>
  );
}

function Outcome({ message }: { message: JobMessage }) {
  const outcome = OUTCOMES.find(({ key }) => key === message.outcome);
  if (!outcome) return '—';
  return (
    <span title={outcome.meaning} className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`size-2 rounded-sm ${outcome.fill}`} />
      {outcome.text}
    </span>
  );
}
