import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import type { ReactNode } from 'react';

import { Drawer } from '#components/ui/drawer.tsx';
import { formatCount } from '#components/ui/format.ts';
import type { ScannedMessage } from '#lib/messages/types';

import { TABLE_ID } from '../table/message-table.tsx';
import { AttributeTable } from './attribute-table.tsx';
import { BodyView } from './body-view.tsx';
import { InvocationFacts } from './invocation-facts.tsx';
import { MessageFacts } from './message-facts.tsx';

/** One message in full, beside the table. Arrow keys, or J and K, go to the next and the one before. */
export function MessageDrawer({
  message,
  index,
  total,
  blocked = null,
  onStep,
  onRedrive,
  onEdit,
  onDelete,
  onClose,
  children,
}: {
  message: ScannedMessage;
  /** Among those that match; -1 for one that is not among them. */
  index: number;
  total: number;
  /** Why it may not be moved or deleted now; null or absent when it may. */
  blocked?: string | null;
  onStep: (by: 1 | -1) => void;
  onRedrive: () => void;
  onEdit?: () => void;
  onDelete?: () => void;
  onClose: () => void;
  /** Why it failed, before what it is. */
  children: ReactNode;
}) {
  const allowed = { disabled: blocked !== null, title: blocked ?? undefined };
  return (
    <Drawer
      title={
        <>
          Message <span className="font-mono text-sm">{message.messageId.slice(0, 8)}</span>
          <span className="label pl-2">
            {index < 0 ? 'not among those listed' : `${formatCount(index + 1)} of ${formatCount(total)}`}
          </span>
        </>
      }
      returnFocusTo={TABLE_ID}
      onStep={onStep}
      onClose={onClose}
      actions={
        <>
          <button
            type="button"
            aria-label="Previous message"
            title="Previous message (K)"
            className="btn btn-quiet btn-icon"
            disabled={index <= 0}
            onClick={() => onStep(-1)}
          >
            <ChevronUp size={16} aria-hidden />
          </button>
          <button
            type="button"
            aria-label="Next message"
            title="Next message (J)"
            className="btn btn-quiet btn-icon"
            disabled={index < 0 || index >= total - 1}
            onClick={() => onStep(1)}
          >
            <ChevronDown size={16} aria-hidden />
          </button>
        </>
      }
    >
      {/* Another message begins at its top, with nothing unfolded. */}
      <div key={message.messageId} className="min-h-0 flex-1 space-y-3 overflow-y-auto px-5 py-3">
        {message.invocation && <InvocationFacts invocation={message.invocation} />}
        {children}
        <BodyView body={message.body} />
        <AttributeTable attributes={message.attributes} />
        <MessageFacts message={message} />
      </div>
      <div className="flex flex-none items-center gap-2 border-t px-5 py-3">
        {onDelete && (
          <button type="button" className="btn btn-quiet mr-auto -ml-2.5" {...allowed} onClick={onDelete}>
            Delete…
          </button>
        )}
        {onEdit && (
          <button type="button" className="btn ml-auto" {...allowed} onClick={onEdit}>
            Edit and redrive…
          </button>
        )}
        <button type="button" className="btn btn-accent" {...allowed} onClick={onRedrive}>
          Redrive this message…
        </button>
      </div>
    </Drawer>
  );
}
