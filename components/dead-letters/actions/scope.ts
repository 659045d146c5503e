/**
 * Which messages an action is about: the selected ones, those of the chosen group, those that query and group let through, or
 * everything in the queue, read or not.
 */
export type Scope = 'selected' | 'group' | 'results' | 'all';
