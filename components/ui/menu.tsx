import { Popover } from '@base-ui/react/popover';
import type { KeyboardEvent, ReactNode } from 'react';

export interface MenuChoice {
  label: string;
  /** At the right: how many, or how large. */
  hint?: ReactNode;
  /** A second line. */
  detail?: string;
  disabled?: boolean;
  onChoose: () => void;
}

/**
 * A button with choices below it; arrow keys go through them. A popover of buttons, because the focus guards of Base UI's menu are
 * violations of WCAG to axe.
 */
export function Menu({
  label,
  className = 'btn',
  disabled = false,
  title,
  choices,
  children,
}: {
  /** What the button and its choices are called. */
  label: string;
  className?: string;
  disabled?: boolean;
  /** Why it is disabled. */
  title?: string | undefined;
  choices: readonly MenuChoice[];
  children: ReactNode;
}) {
  return (
    <Popover.Root>
      <Popover.Trigger aria-label={label} className={className} disabled={disabled} title={title}>
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} className="z-40">
          <Popover.Popup
            aria-label={label}
            onKeyDown={moveFocus}
            className="max-w-96 min-w-56 rounded-md border border-line-strong bg-raised py-1 shadow-[0_8px_24px_-8px_var(--shadow)] outline-none"
          >
            {choices.map(({ label, hint, detail, disabled = false, onChoose }) => (
              <Popover.Close
                key={label}
                disabled={disabled}
                onClick={onChoose}
                className="block w-full px-3 py-1 text-left outline-none hover:bg-hover focus-visible:bg-hover disabled:text-faint"
              >
                <span className="flex items-baseline justify-between gap-6">
                  <span>{label}</span>
                  {hint !== undefined && <span className="label flex-none">{hint}</span>}
                </span>
                {detail && <span className="label block">{detail}</span>}
              </Popover.Close>
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:enabled')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = at === -1 && by === -1 ? -1 : (at + by) % buttons.length;
  buttons.at(next)?.focus();
}
