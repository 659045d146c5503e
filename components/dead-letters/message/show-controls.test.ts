import { expect, it } from 'vitest';
import { showControls } from './show-controls.ts';

it('shows what turns text around, and leaves every other character', () => {
  expect(showControls('invoice\u202Efdp.exe')).toBe('invoice\\u202efdp.exe');
  expect(showControls('\u061C\u2066a\u2069\u200F')).toBe('\\u061c\\u2066a\\u2069\\u200f');
  const plain = 'a \u0627\u0633\u0645 💥 \u200D\n';
  expect(showControls(plain)).toBe(plain);
});
