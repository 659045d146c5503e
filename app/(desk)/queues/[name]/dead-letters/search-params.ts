import { parseAsString, parseAsStringLiteral } from 'nuqs';

import { SORTS } from '#components/dead-letters/find-messages.ts';

export const deadLetterSearchParams = {
  /** Text to find. */
  q: parseAsString.withDefault(''),
  /** Fingerprint of the cause to show, or `none` for messages without a recorded one. */
  cause: parseAsString,
  sort: parseAsStringLiteral(SORTS).withDefault('newest'),
  /** Id of the message in the drawer. */
  message: parseAsString,
};
