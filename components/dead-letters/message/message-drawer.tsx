import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import type { ReactNode } from 'react';

import { Drawer } from '#components/ui/drawer.tsx';
import { formatCount } from '#components/ui/format.ts';
import type { ScannedMessage } from '#lib/messages/types';

import { openButtonId } from '../dead-letter-row.tsx';
import { AttributeTable } from './attribute-table.tsx';
import { BodyView } from './body-view.tsx';
import { MessageFacts } from './message-facts.tsx';

/** One message in full, beside the table. Arrow keys, or J and K, go to the next and the one before. */
export function MessageDrawer({
  message,
  index,
  total,
  onStep,
  onRedrive,
  onClose,
  children,
}: {
  message: ScannedMessage;
  index: number;
  total: number;
  onStep: (by: 1 | -1) => void;
  onRedrive: () => void;
  onClose: () => void;
  /** Why it failed, before what it is. */
  children: ReactNode;
}) {
  return (
    <Drawer
      title={
        <>
          Message <span className="font-mono text-sm">{message.messageId.slice(0, 8)}</span>
          <span className="label pl-2">
            {formatCount(index + 1)} of {formatCount(total)}
          </span>
        </>
      }
      returnFocusTo={openButtonId(message.messageId)}
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
            disabled={index >= total - 1}
            onClick={() => onStep(1)}
          >
            <ChevronDown size={16} aria-hidden />
          </button>
        </>
      }
    >
      {/* Another message begins at its top, with nothing unfolded. */}
      <div key={message.messageId} className="min-h-0 flex-1 space-y-3 overflow-y-auto px-5 py-3">
        {children}
        <BodyView body={message.body} />
        <AttributeTable attributes={message.attributes} />
        <MessageFacts message={message} />
      </div>
      <div className="flex flex-none justify-end gap-2 border-t px-5 py-3">
        <button type="button" className="btn btn-accent" onClick={onRedrive}>
          Redrive this message
        </button>
      </div>
    </Drawer>
  );
}
