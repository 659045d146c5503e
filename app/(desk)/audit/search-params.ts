import { parseAsString, parseAsStringLiteral } from 'nuqs';

import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '#lib/access/types';

export const auditSearchParams = {
  /** Part of a name. */
  actor: parseAsString.withDefault(''),
  action: parseAsStringLiteral(AUDIT_ACTIONS),
  outcome: parseAsStringLiteral(AUDIT_OUTCOMES),
  /** Days, both inclusive. */
  from: parseAsString.withDefault(''),
  to: parseAsString.withDefault(''),
};
