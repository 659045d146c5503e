import { useState } from 'react';

import { formatCount } from '#components/ui/format.ts';

import { JsonNumber, type JsonValue } from './parse-body.ts';

/** Nodes above this depth start open. */
const OPEN_DEPTH = 2;

/** Children drawn at once; a body may have tens of thousands. */
const PAGE = 100;

function Primitive({ value }: { value: string | boolean | null | JsonNumber }) {
  if (typeof value === 'string')
    return <span className="break-words whitespace-pre-wrap text-ok">{JSON.stringify(value)}</span>;
  if (value instanceof JsonNumber) return <span className="text-accent">{value.text}</span>;
  return <span className="text-warning">{String(value)}</span>;
}

function Branch({ name, value, depth }: { name: string | null; value: object; depth: number }) {
  const [open, setOpen] = useState(depth < OPEN_DEPTH);
  const [limit, setLimit] = useState(PAGE);
  const array = Array.isArray(value);
  const entries = Object.entries(value) as [string, JsonValue][];
  const size = `${formatCount(entries.length)} ${array ? 'item' : 'field'}${entries.length === 1 ? '' : 's'}`;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        className="-ml-4 rounded pr-1 text-left hover:bg-hover"
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden className={`inline-block w-4 text-center text-faint ${open ? 'rotate-90' : ''}`}>
          ›
        </span>
        {name !== null && <span className="text-muted">{name}: </span>}
        <span className="text-faint">
          {array ? '[' : '{'} {size} {array ? ']' : '}'}
        </span>
      </button>
      {open && (
        <ul className="ml-1 border-l pl-5">
          {entries.slice(0, limit).map(([key, child]) => (
            <Node key={key} name={key} value={child} depth={depth + 1} />
          ))}
          {entries.length > limit && (
            <li>
              <button type="button" className="link" onClick={() => setLimit(limit + PAGE * 10)}>
                {formatCount(entries.length - limit)} more
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Node({ name, value, depth }: { name: string; value: JsonValue; depth: number }) {
  if (typeof value === 'object' && value !== null && !(value instanceof JsonNumber)) {
    return <Branch name={name} value={value} depth={depth} />;
  }
  return (
    <li>
      <span className="text-muted">{name}: </span>
      <Primitive value={value} />
    </li>
  );
}

/** A JSON document that folds. Everything in it is text; nothing is interpreted. */
export function JsonTree({ value }: { value: object }) {
  return (
    <ul className="pl-4 font-mono text-xs leading-5">
      <Branch name={null} value={value} depth={0} />
    </ul>
  );
}
