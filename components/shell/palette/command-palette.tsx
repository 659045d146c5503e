import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';

import type { Command } from './commands.ts';

/** Enough to choose from; typing narrows it down. */
const MAX_SHOWN = 50;

/** Type a few letters, go there. */
export function CommandPalette({
  commands,
  onChoose,
  onClose,
}: {
  commands: readonly Command[];
  onChoose: (command: Command) => void;
  onClose: () => void;
}) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0%_0_0/40%)]" />
        <Dialog.Popup
          aria-label="Go to"
          className="fixed top-[14vh] left-1/2 z-50 flex w-[min(560px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line-strong bg-raised shadow-[0_16px_48px_-12px_var(--shadow)] outline-none"
        >
          <Autocomplete.Root
            open
            inline
            items={commands}
            itemToStringValue={({ label }) => label}
            autoHighlight="always"
            keepHighlight
            limit={MAX_SHOWN}
          >
            <Autocomplete.Input
              aria-label="Go to a queue or an action"
              placeholder="Go to a queue or an action"
              className="h-11 w-full bg-transparent px-4 text-base outline-none"
            />
            <Dialog.Close className="sr-only">Close</Dialog.Close>
            <Autocomplete.Empty className="border-t px-4 py-3 text-muted empty:hidden">
              Nothing here has that name.
            </Autocomplete.Empty>
            <Autocomplete.List className="max-h-[50vh] overflow-y-auto border-t py-1 empty:hidden">
              {(command: Command) => (
                <Autocomplete.Item
                  key={command.href}
                  value={command}
                  onClick={() => onChoose(command)}
                  className="flex h-8 items-center justify-between gap-4 px-4 data-highlighted:bg-hover"
                >
                  <span className="truncate">{command.label}</span>
                  <span className="label flex-none">{command.hint}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
