import type { MessageAttribute } from '#lib/queues/types';
import type { PathStep } from '../query/types.ts';
import { ANY_STEP, type MaskRule } from './rules.ts';

/** Stands for what is not shown. */
export const MASK = '•••';

/** What of a message is masked; the rest stays what it is. */
interface Maskable {
  body: string;
  attributes: Record<string, MessageAttribute>;
}

/**
 * A message without the values that `rules` name. A body that is no JSON is shown as it is, and so is JSON inside a text. A masked body is
 * written anew: blanks between its parts are gone, and digits that JavaScript's numbers do not have.
 */
export function maskMessage<Message extends Maskable>(message: Message, rules: readonly MaskRule[]): Message {
  if (rules.length === 0) return message;
  return {
    ...message,
    body: maskBody(message.body, rules),
    attributes: maskAttributes(message.attributes, rules),
  };
}

/** {@link maskMessage} of a line of a stored file, in which attributes may be missing. */
export function maskLine(line: string, rules: readonly MaskRule[]): string {
  if (rules.length === 0) return line;
  const { attributes = {}, ...message } = JSON.parse(line) as { body: string } & Partial<Maskable>;
  return JSON.stringify(maskMessage({ ...message, attributes }, rules));
}

function maskAttributes(
  attributes: Record<string, MessageAttribute>,
  rules: readonly MaskRule[],
): Record<string, MessageAttribute> {
  const names = new Set(rules.flatMap((rule) => (rule.kind === 'attribute' ? [rule.name] : [])));
  if (!Object.keys(attributes).some((name) => names.has(name))) return attributes;
  const masked = { DataType: 'String', StringValue: MASK };
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, names.has(name) ? masked : value]),
  );
}

function maskBody(body: string, rules: readonly MaskRule[]): string {
  const paths = rules.flatMap((rule) => (rule.kind === 'path' ? [rule.path] : []));
  if (paths.length === 0) return body;
  let root: unknown;
  try {
    root = JSON.parse(body);
  } catch {
    return body;
  }
  let masked = 0;
  for (const path of paths) masked += maskAt(root, path, 0);
  // A name that occurs twice hides its first value from JSON.parse, not from a reader of the text.
  return masked > 0 || paths.some((path) => mayName(body, path)) ? JSON.stringify(root) : body;
}

function mayName(body: string, path: readonly PathStep[]): boolean {
  const last = path.findLast((step) => typeof step === 'string' && step !== ANY_STEP);
  return last === undefined || body.includes(JSON.stringify(last)) || body.includes('\\u');
}

/** Masks what is at the path from step `at` on, in place; returns how many values. Arrays on the way are looked into, as queries do. */
function maskAt(value: unknown, path: readonly PathStep[], at: number): number {
  const step = path[at];
  if (typeof value !== 'object' || value === null || step === undefined) return 0;
  const children = childrenOf(value, step);
  let masked = 0;
  for (const key of children) {
    const holder = value as Record<PathStep, unknown>;
    if (at < path.length - 1) masked += maskAt(holder[key], path, at + 1);
    else {
      holder[key] = MASK;
      masked += 1;
    }
  }
  if (Array.isArray(value) && typeof step !== 'number') {
    for (const element of value) masked += maskAt(element, path, at);
  }
  return masked;
}

function childrenOf(value: object, step: PathStep): PathStep[] {
  if (step === ANY_STEP) return Object.keys(value);
  return Object.hasOwn(value, step) ? [step] : [];
}
