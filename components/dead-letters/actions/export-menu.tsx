import Download from 'lucide-react/icons/download';
import { useState } from 'react';

import { formatCount } from '#components/ui/format.ts';
import { Menu, type MenuChoice } from '#components/ui/menu.tsx';

import type { WorkbenchActions } from '../workbench/types.ts';
import { nameFile, saveFile } from './save-file.ts';

type Format = 'ndjson' | 'csv';

const FORMATS: readonly (readonly [format: Format, name: string, detail: string])[] = [
  ['ndjson', 'NDJSON', 'A message a line, with everything; can be restored from'],
  ['csv', 'CSV', 'For a spreadsheet; cannot be restored from'],
];

/** Saves the matching or the selected messages as a file. */
export function ExportMenu({
  name,
  matching,
  selected,
  exportFile,
}: {
  /** Of the queue: the file is named after it. */
  name: string;
  matching: number;
  selected: ReadonlySet<string>;
  exportFile: WorkbenchActions['exportFile'];
}) {
  /** 0..1 while a file is written. */
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const save = async (format: Format, messageIds: readonly string[] | null) => {
    setShare(0);
    setProblem(null);
    try {
      const blob = await exportFile({ format, messageIds }, setShare);
      saveFile(blob, nameFile(name, format));
    } catch (error) {
      setProblem((error as Error).message);
    }
    setShare(null);
  };

  const choicesOf = (what: string, count: number, messageIds: readonly string[] | null): MenuChoice[] =>
    FORMATS.map(([format, formatName, detail]) => ({
      label: `${what} as ${formatName}`,
      hint: formatCount(count),
      detail,
      disabled: count === 0,
      onChoose: () => void save(format, messageIds),
    }));

  return (
    <>
      {problem !== null && (
        <span role="alert" className="max-w-64 truncate text-xs text-danger" title={problem}>
          Export failed: {problem}
        </span>
      )}
      <Menu
        label={share === null ? 'Export' : `Writing a file, ${Math.round(share * 100)} %`}
        disabled={share !== null || (matching === 0 && selected.size === 0)}
        choices={[
          ...(selected.size > 0 ? choicesOf('Selected', selected.size, [...selected]) : []),
          ...choicesOf('All that match', matching, null),
        ]}
      >
        <Download size={14} aria-hidden />
        {share === null ? 'Export' : `Writing ${Math.round(share * 100)} %`}
      </Menu>
    </>
  );
}
