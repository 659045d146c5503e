import type { Field, PathStep } from '../types.ts';
import { quote, readQuoted } from '../syntax/quoted.ts';
import { isFactName } from './facts.ts';

const SIMPLE_STEP = /^[^\s.[\]()":=!<>~*]+$/;
const INDEX = /^(?:0|[1-9]\d{0,6})$/;

/** The field a name stands for: `cause`, `attr.tenant`, `body.order.id`, `$["odd key"]`; null where there is none. */
export function parseField(name: string): Field | null {
  if (isFactName(name)) return { kind: 'fact', name };
  if (name.startsWith('attr.')) {
    return name.length > 5 ? { kind: 'attribute', name: name.slice(5) } : null;
  }
  const [root = ''] = /^(?:attr|body|\$)/.exec(name) ?? [];
  const path = root === '' ? null : parsePath(name, root.length);
  if (!path) return null;
  if (root !== 'attr') return { kind: 'path', path };
  const [attribute] = path;
  return path.length === 1 && typeof attribute === 'string' ? { kind: 'attribute', name: attribute } : null;
}

function parsePath(name: string, start: number): PathStep[] | null {
  const path: PathStep[] = [];
  let at = start;
  while (at < name.length) {
    const step = name[at] === '.' ? readDotted(name, at + 1) : readBracketed(name, at);
    if (!step) return null;
    path.push(step.value);
    at = step.end;
  }
  return path;
}

interface Step {
  value: PathStep;
  end: number;
}

function readDotted(name: string, start: number): Step | null {
  let end = start;
  while (end < name.length && name[end] !== '.' && name[end] !== '[') end += 1;
  const value = name.slice(start, end);
  return SIMPLE_STEP.test(value) ? { value, end } : null;
}

function readBracketed(name: string, at: number): Step | null {
  if (name[at] !== '[') return null;
  if (name[at + 1] === '"') {
    const quoted = readQuoted(name, at + 1);
    return quoted && name[quoted.end] === ']' ? { value: quoted.text, end: quoted.end + 1 } : null;
  }
  const close = name.indexOf(']', at);
  const index = name.slice(at + 1, close);
  return close > 0 && INDEX.test(index) ? { value: Number(index), end: close + 1 } : null;
}

/** The name of a field in one spelling of several: what `parseField` reads back as the same field. */
export function writeField(field: Field): string {
  if (field.kind === 'fact') return field.name;
  if (field.kind === 'path') return field.path.length === 0 ? '$' : `body${writePath(field.path)}`;
  const isSimple = field.name !== '' && field.name.split('.').every((part) => SIMPLE_STEP.test(part));
  return isSimple ? `attr.${field.name}` : `attr[${quote(field.name)}]`;
}

/** Steps of a path as they follow its root: `.order.id`, `["odd key"]`. */
export function writePath(path: readonly PathStep[]): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return SIMPLE_STEP.test(step) ? `.${step}` : `[${quote(step)}]`;
    })
    .join('');
}
