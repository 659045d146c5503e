import { z } from 'zod';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '../types.ts';

const time = z.iso
  .datetime({ offset: true, error: 'A time such as 2026-11-25T14:00:00Z, or a day.' })
  .or(z.iso.date({ error: 'A time such as 2026-11-25T14:00:00Z, or a day.' }));

const DAY_MS = 86_400_000;

/** Query of `GET /api/audit` and of its export. A day as `to` is that whole day. */
export const AuditQuerySchema = z.strictObject({
  /** Part of a name or subject, whatever the case. */
  actor: z.string().trim().max(200).default(''),
  action: z.enum(AUDIT_ACTIONS, { error: `One of ${AUDIT_ACTIONS.join(', ')}.` }).exactOptional(),
  outcome: z.enum(AUDIT_OUTCOMES, { error: `One of ${AUDIT_OUTCOMES.join(', ')}.` }).exactOptional(),
  from: time.transform((text) => Date.parse(text)).exactOptional(),
  to: time
    .transform((text) => (text.length === 10 ? Date.parse(text) + DAY_MS : Date.parse(text)))
    .exactOptional(),
  cursor: z
    .string()
    .regex(/^\d{13}-[0-9a-f]{12}$/, { error: 'The cursor of an earlier page.' })
    .exactOptional(),
});

export type AuditQuery = z.output<typeof AuditQuerySchema>;
