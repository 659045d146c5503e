import { useEffect } from 'react';

/** Opens the palette, as ⌘K or Ctrl+K does. */
export function PaletteButton({ onOpen }: { onOpen: () => void }) {
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      onOpen();
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, [onOpen]);
  return (
    <button type="button" className="btn btn-quiet" aria-keyshortcuts="Meta+K Control+K" onClick={onOpen}>
      Search
      <kbd aria-hidden className="badge font-sans">
        ⌘K
      </kbd>
    </button>
  );
}
