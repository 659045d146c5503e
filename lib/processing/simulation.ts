import { z } from 'zod';

/** Longest `delayMs`: Lambda's longest function timeout. */
const MAX_DELAY_MS = 900_000;
const MAX_MESSAGE_LENGTH = 2_000;

const SimulationSchema = z
  .strictObject({
    error: z.string().min(1).max(128).exactOptional(),
    message: z.string().max(MAX_MESSAGE_LENGTH).exactOptional(),
    times: z.int().min(0).max(1000).exactOptional(),
    delayMs: z.int().min(0).max(MAX_DELAY_MS).exactOptional(),
    crash: z.boolean().exactOptional(),
  })
  .refine((simulation) => simulation.message === undefined || simulation.error !== undefined, {
    message: 'message needs error beside it',
    path: ['message'],
  })
  .refine((simulation) => simulation.times === undefined || Object.keys(simulation).length > 1, {
    message: 'times needs error, delayMs or crash beside it',
    path: ['times'],
  });

/** What a test message asks its processor to do, in the order delay, crash, error. */
export interface Simulation {
  /** Name of the error to throw. */
  error?: string;
  /** Its message; absent, one that names the attempt. */
  message?: string;
  /** Only the first so many attempts do it; absent, all of them. */
  times?: number;
  delayMs?: number;
  /** Ends the process, as running out of memory does. */
  crash?: boolean;
}

/** A body whose `simulate` cannot be followed: it fails, by this name, so that the sender sees why. */
class InvalidSimulation extends Error {
  override readonly name = 'InvalidSimulation';
}

/**
 * The `simulate` member of a JSON body; null when the body is not a JSON object or has none.
 * @throws InvalidSimulation when it has one that is not a {@link Simulation}.
 */
export function readSimulation(body: string): Simulation | null {
  const parsed = parseObject(body);
  if (!parsed || !Object.hasOwn(parsed, 'simulate')) return null;
  const simulation = SimulationSchema.safeParse(parsed['simulate']);
  if (simulation.success) return simulation.data;
  const issue = simulation.error.issues[0];
  throw new InvalidSimulation(`${['simulate', ...(issue?.path ?? [])].join('.')}: ${issue?.message}`);
}

function parseObject(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
