import { pathToFileURL } from 'node:url';

/** The file URL of a definition's entry, which may be an absolute path already in that form or not. */
export function moduleUrl(entry: string): string {
  return entry.startsWith('file:') ? entry : pathToFileURL(entry).href;
}
