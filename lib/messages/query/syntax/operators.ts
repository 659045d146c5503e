export type Operator = ':' | '=' | '!=' | '~' | '>' | '>=' | '<' | '<=';

/** The longer ones first. `==` is what programmers write. */
const SPELLINGS: readonly (readonly [string, Operator])[] = [
  ['==', '='],
  ['!=', '!='],
  ['>=', '>='],
  ['<=', '<='],
  [':', ':'],
  ['=', '='],
  ['~', '~'],
  ['>', '>'],
  ['<', '<'],
];

/** The operator that starts at `at`, and where it ends; null where none does. */
export function readOperator(source: string, at: number): { operator: Operator; end: number } | null {
  const found = SPELLINGS.find(([spelling]) => source.startsWith(spelling, at));
  return found ? { operator: found[1], end: at + found[0].length } : null;
}
