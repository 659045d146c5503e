/** Text in quotes, with a backslash before each quote and backslash in it. */
export function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** Reads what `quote` wrote, from its first quote at `start`; null where the closing one is missing. `end` is behind that. */
export function readQuoted(source: string, start: number): { text: string; end: number } | null {
  let text = '';
  let from = start + 1;
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '"') return { text: text + source.slice(from, at), end: at + 1 };
    if (source[at] === '\\') {
      text += source.slice(from, at);
      at += 1;
      from = at;
    }
  }
  return null;
}
