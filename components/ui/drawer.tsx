import { Dialog } from '@base-ui/react/dialog';
import X from 'lucide-react/icons/x';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';

/** Keys that go through a list, and which way. */
const STEPS: Partial<Record<string, 1 | -1>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/**
 * A panel at the right edge that leaves the page in use: it shows one item of a list that stays in sight.
 * Escape closes it; a click outside does not.
 */
export function Drawer({
  title,
  actions,
  returnFocusTo,
  onStep,
  onClose,
  children,
}: {
  title: ReactNode;
  /** Buttons beside the title. */
  actions: ReactNode;
  /** Id of the element that has the focus after closing: the item's own place in the list. */
  returnFocusTo: string;
  /** Called for the keys that go to the next item (1) and the one before (-1). */
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const popup = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    const typing = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
    const scrolling = event.target instanceof HTMLElement && event.target.closest('[data-scrolls]');
    if (!by || typing || scrolling || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    // What has the focus goes with its item, and the keys would go nowhere.
    popup.current?.focus({ preventScroll: true });
    onStep(by);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()} modal={false} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Popup
          ref={popup}
          initialFocus={popup}
          finalFocus={() => document.getElementById(returnFocusTo)}
          onKeyDown={step}
          className="fixed top-12 right-0 bottom-0 z-30 flex w-[min(520px,100vw)] flex-col border-l bg-ground shadow-[-8px_0_24px_-12px_var(--shadow)] outline-none"
        >
          <div className="flex h-12 flex-none items-center gap-1 border-b pr-3 pl-5">
            <Dialog.Title className="mr-auto truncate text-base font-medium">{title}</Dialog.Title>
            {actions}
            <Dialog.Close aria-label="Close" className="btn btn-quiet btn-icon">
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
