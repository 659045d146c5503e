import type { z } from 'zod';
import { DomainError } from '#lib/errors';

/**
 * `input` as `schema` understands it.
 * @throws DomainError `invalid-input`, naming the first field at fault.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...keys].map(String).join('.');
  const message = issue?.message ?? 'Invalid input.';
  throw new DomainError('invalid-input', field ? `${field}: ${message}` : message, field ? { field } : {});
}
