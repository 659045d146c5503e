import { z } from 'zod';
import type { JsonSchema } from './from-schema.ts';

/** Schemas that inputs were parsed with, the latest last. */
const seen: z.ZodType[] = [];

/** Called by the test wherever the desk parses an input. */
export function noteSchema(schema: z.ZodType): void {
  seen.push(schema);
}

/** What the desk wants of an input. */
export interface Wanted {
  schema: JsonSchema;
  /** True for what it would take, rules between fields included. */
  takes(value: unknown): boolean;
}

/** What the desk wants of the objects that it parses while `run` runs. */
export async function learnSchemas(run: () => Promise<unknown>): Promise<Wanted[]> {
  seen.length = 0;
  await run();
  const wanted = [...new Set(seen)].map((schema) => ({
    schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
    takes: (value: unknown) => schema.safeParse(value).success,
  }));
  return wanted.filter(({ schema }) => schema.type === 'object');
}
