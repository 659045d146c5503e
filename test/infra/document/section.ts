import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { StackGraph } from '../graph/types.ts';
import { toRows } from './resource-rows.ts';

export const DOCUMENT = resolve(import.meta.dirname, '../../../docs/architecture.md');

const BEGIN = '<!-- resources: written by npm run architecture -->';
const END = '<!-- /resources -->';

/**
 * `document` with the table of `graph` between its markers, formatted as the rest.
 * @throws {Error} when the document has no markers
 */
export async function putTable(document: string, graph: StackGraph): Promise<string> {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${DOCUMENT} has no place for the table`);
  const text = `${before}${BEGIN}\n\n${toTable(graph)}\n\n${END}${after}`;
  return format(text, { ...(await resolveConfig(DOCUMENT)), filepath: DOCUMENT });
}

function toTable(graph: StackGraph): string {
  const rows = toRows(graph).map(({ name, is, numbers, access }) => {
    const may = access.map(({ who, actions }) => `**${who}** ${actions.join(', ')}`).join('<br>');
    return `| ${name} | ${is} | ${numbers} | ${may} |`;
  });
  return ['| resource | is | numbers | who may |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
