import { z } from 'zod';
import type { SealedCookie } from '../session/sealed-cookie.ts';

/** A login under way, between leaving for the provider and coming back; or what was wrong with it, for the page that says so. */
const AttemptSchema = z.union([
  z.strictObject({
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    returnPath: z.string(),
  }),
  z.strictObject({ problem: z.string(), title: z.string() }),
]);

export const ATTEMPT_COOKIE: SealedCookie<typeof AttemptSchema> = {
  name: 'redrive-login',
  schema: AttemptSchema,
  seconds: 600,
};

/** Why somebody was not let in, in words for them. */
export interface LoginProblem {
  title: string;
  problem: string;
}
