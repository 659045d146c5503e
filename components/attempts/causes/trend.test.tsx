import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Trend } from './trend.tsx';

const bars = (counts: number[]) =>
  /<path d="([^"]*)" fill/.exec(renderToStaticMarkup(<Trend counts={counts} label="t" />))?.[1];

describe('Trend', () => {
  it('draws a bar for each period with failures, where it is and to the scale of the highest', () => {
    expect(bars([0, 23, 46, 0])).toBe('M30.0 24v-11.5h29.0V24zM60.0 24v-23.0h29.0V24z');
  });

  it('shows one failure among thousands', () => {
    expect(bars([1, 100_000])).toContain('M0.0 24v-2.0h');
  });

  it('draws nothing for nothing', () => {
    expect(bars([0, 0])).toBe('');
    expect(bars([])).toBe('');
  });
});
