import { parseAsString, parseAsStringLiteral } from 'nuqs';

import { SORTS } from '#components/dead-letters/find-messages.ts';

export const deadLetterSearchParams = {
  /** Text to find. */
  q: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(SORTS).withDefault('newest'),
  /** Id of the message in the drawer. */
  message: parseAsString,
};
