import { debounce, parseAsString, parseAsStringLiteral } from 'nuqs';

import { SORTS } from '#components/dead-letters/workbench/types.ts';

/** What is typed takes effect at once, and is in the address when the typing rests. */
const REST_MS = 300;

export const deadLetterSearchParams = {
  /** Query. */
  q: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(REST_MS) }),
  /** What messages are grouped by: `cause`, `day`, `attr.<name>` or `body.<path>`. */
  by: parseAsString.withDefault('cause'),
  /** Key of the chosen group, empty for messages that have none. */
  group: parseAsString,
  /** Fingerprint of a cause: how others link to one. It becomes the group. */
  cause: parseAsString,
  sort: parseAsStringLiteral(SORTS).withDefault('newest'),
  /** Id of the message in the drawer. */
  message: parseAsString,
};
