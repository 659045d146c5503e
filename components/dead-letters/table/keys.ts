/** What a key asks of the table. */
export type Intent =
  | { kind: 'move'; to: number; extend: boolean }
  | { kind: 'toggle' }
  | { kind: 'open' }
  | { kind: 'select-all' };

export interface Pressed {
  key: string;
  shiftKey: boolean;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
}

interface Place {
  /** Row that the keys are at; -1 before the first move. */
  active: number;
  count: number;
  /** Rows in sight. */
  page: number;
}

/** Arrows, or J and K, move, with shift they extend the selection; X and space select, Enter opens. Null for any other key. */
export function readKey(pressed: Pressed, { active, count, page }: Place): Intent | null {
  const { key, shiftKey, metaKey, ctrlKey, altKey } = pressed;
  if (count === 0 || altKey) return null;
  if (metaKey || ctrlKey) return key.toLowerCase() === 'a' ? { kind: 'select-all' } : null;
  const move = (to: number): Intent => ({
    kind: 'move',
    to: Math.min(count - 1, Math.max(0, to)),
    extend: shiftKey,
  });
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return move(active + 1);
    case 'ArrowUp':
    case 'k':
    case 'K':
      return move(active - 1);
    case 'PageDown':
      return move(active + page);
    case 'PageUp':
      return move(active - page);
    case 'Home':
      return move(0);
    case 'End':
      return move(count - 1);
    case 'x':
    case ' ':
      return active < 0 ? null : { kind: 'toggle' };
    case 'Enter':
    case 'o':
      return active < 0 ? null : { kind: 'open' };
    default:
      return null;
  }
}
