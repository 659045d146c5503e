import { useState } from 'react';

import { formatCount } from '#components/ui/format.ts';

import { JsonNumber, type JsonValue } from './parse-body.ts';
import { showControls } from './show-controls.ts';

/** Nodes above this depth start open, but inside of the first only where there are few of them. */
const OPEN_DEPTH = 2;
const FEW = 20;

/** Children drawn at once; a body may have tens of thousands. */
const PAGE = 100;

/** Characters of one string drawn at once. */
const LONG = 2000;

function Text({ value }: { value: string }) {
  const [whole, setWhole] = useState(false);
  const cut = !whole && value.length > LONG;
  return (
    <>
      <bdi className="break-words whitespace-pre-wrap text-ok">
        {showControls(cut ? `${JSON.stringify(value.slice(0, LONG)).slice(0, -1)}…` : JSON.stringify(value))}
      </bdi>
      {cut && (
        <button type="button" className="link pl-1" onClick={() => setWhole(true)}>
          {formatCount(value.length - LONG)} more characters
        </button>
      )}
    </>
  );
}

function Primitive({ value }: { value: string | boolean | null | JsonNumber }) {
  if (typeof value === 'string') return <Text value={value} />;
  if (value instanceof JsonNumber) return <span className="text-accent">{value.text}</span>;
  return <span className="text-warning">{String(value)}</span>;
}

/** Apart from what follows it, as a name may turn the direction of writing around. */
function Name({ name }: { name: string }) {
  return (
    <span className="text-muted">
      <bdi>{showControls(name)}</bdi>:{' '}
    </span>
  );
}

function Branch({
  name,
  value,
  depth,
  few,
}: {
  name: string | null;
  value: object;
  depth: number;
  /** Whether it has few neighbours. */
  few: boolean;
}) {
  const [open, setOpen] = useState(depth < OPEN_DEPTH && few);
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
        {name !== null && <Name name={name} />}
        <span className="text-faint">
          {array ? '[' : '{'} {size} {array ? ']' : '}'}
        </span>
      </button>
      {open && (
        <ul className="ml-1 border-l pl-5">
          {entries.slice(0, limit).map(([key, child]) => (
            <Node key={key} name={key} value={child} depth={depth + 1} few={entries.length <= FEW} />
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

function Node({ name, value, ...place }: { name: string; value: JsonValue; depth: number; few: boolean }) {
  if (typeof value === 'object' && value !== null && !(value instanceof JsonNumber)) {
    return <Branch name={name} value={value} {...place} />;
  }
  return (
    <li>
      <Name name={name} />
      <Primitive value={value} />
    </li>
  );
}

/** A JSON document that folds. Everything in it is text; nothing is interpreted. */
export function JsonTree({ value }: { value: object }) {
  return (
    <ul className="pl-4 font-mono text-xs leading-5">
      <Branch name={null} value={value} depth={0} few />
    </ul>
  );
}
