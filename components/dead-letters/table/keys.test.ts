import { describe, expect, it } from 'vitest';
import { readKey, type Pressed } from './keys.ts';

const press = (key: string, part: Partial<Pressed> = {}) =>
  readKey(
    { key, shiftKey: false, metaKey: false, ctrlKey: false, altKey: false, ...part },
    { active: 5, count: 100, page: 20 },
  );

describe('readKey', () => {
  it.each([
    ['ArrowDown', 6],
    ['j', 6],
    ['ArrowUp', 4],
    ['k', 4],
    ['PageDown', 25],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 99],
  ])('%s goes to row %d', (key, to) => {
    expect(press(key)).toEqual({ kind: 'move', to, extend: false });
  });

  it('extends the selection while shift is held', () => {
    expect(press('ArrowDown', { shiftKey: true })).toEqual({ kind: 'move', to: 6, extend: true });
    expect(press('J', { shiftKey: true })).toEqual({ kind: 'move', to: 6, extend: true });
  });

  it('selects, opens, and selects all', () => {
    expect(press('x')).toEqual({ kind: 'toggle' });
    expect(press(' ')).toEqual({ kind: 'toggle' });
    expect(press('Enter')).toEqual({ kind: 'open' });
    expect(press('a', { ctrlKey: true })).toEqual({ kind: 'select-all' });
    expect(press('a', { metaKey: true })).toEqual({ kind: 'select-all' });
  });

  it('leaves the browser its own keys', () => {
    expect(press('j', { ctrlKey: true })).toBeNull();
    expect(press('ArrowDown', { altKey: true })).toBeNull();
    expect(press('Tab')).toBeNull();
    expect(press('a')).toBeNull();
  });

  it('begins at the first row, and has nothing to select or open before', () => {
    const place = { active: -1, count: 3, page: 20 };
    const pressed = { shiftKey: false, metaKey: false, ctrlKey: false, altKey: false };
    expect(readKey({ key: 'j', ...pressed }, place)).toEqual({ kind: 'move', to: 0, extend: false });
    expect(readKey({ key: 'Enter', ...pressed }, place)).toBeNull();
    expect(readKey({ key: 'x', ...pressed }, place)).toBeNull();
    expect(readKey({ key: 'End', ...pressed }, { ...place, count: 0 })).toBeNull();
  });
});
