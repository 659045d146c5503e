import type { Matcher, Pattern } from './parse-pattern.ts';

/** Whether a document has what the pattern asks of it. Of a list of values, one that matches is enough. */
export function matchesPattern(pattern: Pattern, document: unknown): boolean {
  return (
    pattern.fields.every(([name, rule]) => matchesField(rule, readField(document, name))) &&
    pattern.alternatives.every((patterns) => patterns.some((choice) => matchesPattern(choice, document)))
  );
}

function matchesField(rule: Pattern | readonly Matcher[], value: unknown): boolean {
  if (!isMatchers(rule)) {
    const documents = Array.isArray(value) ? (value as unknown[]) : [value];
    return documents.some((document) => matchesPattern(rule, document));
  }
  const values = Array.isArray(value) && value.length > 0 ? (value as unknown[]) : [value];
  return rule.some((matches) => values.some(matches));
}

function isMatchers(rule: Pattern | readonly Matcher[]): rule is readonly Matcher[] {
  return Array.isArray(rule);
}

function readField(document: unknown, name: string): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined;
  return Object.hasOwn(document, name) ? (document as Record<string, unknown>)[name] : undefined;
}
