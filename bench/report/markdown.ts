import { isMet, type Requirement } from './requirement.ts';

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
export const decimal = (value: number, digits = 1): string => value.toFixed(digits);
/** Two significant digits at least: 0.58, 0.0071. */
export const ratio = (value: number): string =>
  Math.abs(value) < 0.1 ? value.toPrecision(2) : value.toFixed(2);

/** A Markdown table; the formatter aligns it. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Each requirement with its figure and whether it is met. */
export function requirementTable(requirements: readonly Requirement[]): string {
  return table(
    ['requirement', 'bound', 'measured', 'by', ''],
    requirements.map((requirement) => {
      const { text, bound, figure, by } = requirement;
      const limit = 'atLeast' in bound ? `≥ ${bound.atLeast}` : `< ${whole(bound.below)}`;
      const shown = 'atLeast' in bound ? ratio(figure) : whole(figure);
      return [text, limit, shown, by, isMet(requirement) ? 'met' : '**not met**'];
    }),
  );
}
