import { FACT_NAMES } from './facts.ts';

/** Names that people bring from elsewhere. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  attribute: 'attr.name',
  attributes: 'attr.name',
  attempts: 'attempt',
  bytes: 'size',
  data: 'body.name',
  errorname: 'cause',
  exception: 'cause',
  fingerprint: 'cause',
  header: 'attr.name',
  headers: 'attr.name',
  json: 'body.name',
  length: 'size',
  message: 'body',
  messageid: 'id',
  payload: 'body',
  queue: 'from',
  receivecount: 'receives',
  redrives: 'generation',
  reason: 'error',
  source: 'from',
  text: 'body',
  time: 'sent',
};

/** A field that somebody who wrote `name` may have meant; null where none is near. */
export function nearestField(name: string): string | null {
  const wanted = name.toLowerCase().slice(0, 40);
  if (wanted.startsWith('attr')) return 'attr.name';
  if (/^(?:body|\$)/.test(wanted)) return 'body.name or body["odd name"]';
  const other = Object.hasOwn(OTHER_NAMES, wanted) ? OTHER_NAMES[wanted] : undefined;
  if (other !== undefined) return other;
  if (wanted.length < 3) return null;
  return FACT_NAMES.find((fact) => fact.startsWith(wanted.slice(0, 3)) && fact.length > 2) ?? null;
}
