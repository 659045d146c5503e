'use client';

import { useRouter } from 'next/navigation';

import { CommandPalette } from '#components/shell/palette/command-palette.tsx';
import { listCommands } from '#components/shell/palette/commands.ts';

import { useQueues } from './_data/use-queues.ts';

export default function DeskPalette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  return (
    <CommandPalette
      commands={listCommands(useQueues().data)}
      onChoose={({ href }) => {
        onClose();
        router.push(href);
      }}
      onClose={onClose}
    />
  );
}
