import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { FindingsCell } from './findings-cell.tsx';

const render = (danger: number, warning: number, notice: number) =>
  renderToStaticMarkup(<FindingsCell counts={{ danger, warning, notice }} />);

const textOf = (markup: string) =>
  markup
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

describe('FindingsCell', () => {
  it('names the worst, counts the others and lists all', () => {
    const markup = render(1, 2, 3);
    expect(textOf(markup)).toBe('1 danger +5');
    expect(markup).toContain('title="1 danger, 2 warnings, 3 notices"');
  });

  it('names what there is', () => {
    expect(textOf(render(0, 2, 0))).toBe('2 warnings');
    expect(textOf(render(0, 0, 1))).toBe('1 notice');
    expect(textOf(render(0, 0, 0))).toBe('none');
  });
});
