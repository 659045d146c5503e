import { holdsDeadLetters } from '#components/queues/holds-dead-letters.ts';
import type { QueueList } from '#lib/queues/types';

/** Something the palette can do: go to `href`, or run what the desk has under that name. */
export interface Command {
  label: string;
  hint: string;
  href: string;
}

/** Every place of the desk, those with dead letters first. */
export function listCommands(list: QueueList | undefined): Command[] {
  const queues = list?.queues ?? [];
  const holders = queues.filter(holdsDeadLetters).toSorted((a, b) => b.depth.visible - a.depth.visible);
  return [
    { label: 'All queues', hint: 'Overview', href: '/' },
    { label: 'All redrives', hint: 'Jobs', href: '/redrives' },
    { label: 'Audit', hint: 'Who did what', href: '/audit' },
    ...holders.map(({ name, depth }) => ({
      label: `Dead letters in ${name}`,
      hint: depth.visible ? `about ${depth.visible}` : 'none',
      href: `/queues/${name}/dead-letters`,
    })),
    ...queues.map(({ name }) => ({ label: name, hint: 'Queue', href: `/queues/${name}` })),
    ...queues
      .filter((queue) => !holdsDeadLetters(queue))
      .map(({ name }) => ({
        label: `Send messages to ${name}`,
        hint: 'Action',
        href: `/queues/${name}?send=true`,
      })),
    { label: 'Restore a file of messages', hint: 'Action', href: '/redrives?restore=true' },
  ];
}
