import type { GroupBy } from '../workbench/types.ts';

/** A query and what it finds. */
export type Example = readonly [query: string, finds: string];

/** Fields that every message has, with what they are. */
export const FIELDS: readonly Example[] = [
  ['cause', 'name or fingerprint of the error'],
  ['error', 'message of the error'],
  ['body', 'the whole text; body.order.id for a field in it'],
  ['attr.tenant', 'a message attribute'],
  ['age sent expires', 'times: 90s, 2h, 1d12h, 2026-11-20'],
  ['receives attempt', 'deliveries; number of the latest attempt'],
  ['generation', 'redrives so far'],
  ['from group id size', 'source queue, group, id, bytes'],
];

/** Queries worth learning from; with fields that these messages have, where they are known. */
export function toExamples(groupable: readonly GroupBy[]): Example[] {
  const attribute = groupable.find((name) => name.startsWith('attr.')) ?? 'attr.tenant';
  const field = groupable.find((name) => name.startsWith('body.')) ?? 'body.type';
  return [
    ['card declined', 'both words anywhere in the body'],
    ['cause:PaymentDeclined age>2h', 'one cause, older than two hours'],
    [`${field}:* -${attribute}:test`, 'has the field, and not this attribute'],
    ['error~timeout OR error~refused', 'either in the error'],
    ['generation>=1 expires<6h', 'redriven before, gone in six hours'],
  ];
}
