import { describe, expect, it } from 'vitest';
import { receiveText, typeText, type Typed } from './typed.ts';

const start: Typed = { typed: '', known: '', pending: [] };
const type = (state: Typed, ...texts: string[]) => texts.reduce(typeText, state);

describe('receiveText', () => {
  it('leaves what is being typed alone when its echo comes late', () => {
    const typed = type(start, 'a', 'ab', 'abc');
    expect(receiveText(typed, 'ab')).toEqual({ typed: 'abc', known: 'ab', pending: ['abc'] });
    expect(receiveText(receiveText(typed, 'ab'), 'abc')).toEqual({ typed: 'abc', known: 'abc', pending: [] });
  });

  it('takes what was not typed here', () => {
    expect(receiveText(type(start, 'a', 'ab'), 'cause:x').typed).toBe('cause:x');
  });

  it('takes an earlier text when one goes back to it', () => {
    const settled = receiveText(type(start, 'a', 'ab'), 'ab');
    expect(receiveText(settled, 'a').typed).toBe('a');
    expect(receiveText(settled, '').typed).toBe('');
  });
});
