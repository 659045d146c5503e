import { parseAsBoolean, parseAsStringLiteral } from 'nuqs';

import { JOB_LISTS } from '#components/redrives/job/messages/lists.ts';

export const redrivesSearchParams = {
  /** The dialog that restores a file is open. */
  restore: parseAsBoolean.withDefault(false),
};

export const jobSearchParams = {
  /** The list of messages that is shown; null for the one that most wants to be seen. */
  list: parseAsStringLiteral(JOB_LISTS),
};
