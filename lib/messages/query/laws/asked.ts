/** A query as somebody means it, before it is written down: what the laws compare the parser and the matcher with. */
export type Asked =
  | { kind: 'text'; text: string }
  | { kind: 'compare'; field: AskedField; operator: AskedOperator; value: AskedValue }
  | { kind: 'exists'; field: AskedField }
  | { kind: 'not'; term: Asked }
  | { kind: 'and' | 'or'; terms: Asked[] };

export type AskedOperator = ':' | '=' | '!=' | '~' | '>' | '>=' | '<' | '<=';

export type AskedField =
  | { kind: 'cause' | 'group' | 'receives' | 'age' }
  | { kind: 'attr'; name: string }
  | { kind: 'body'; path: string[] };

export interface AskedValue {
  text: string;
  isQuoted: boolean;
  openStart: boolean;
  openEnd: boolean;
}
