/**
 * The value of a member of a JSON object as it stands in its text, so that numbers keep every digit and nothing is formatted anew; null
 * where there is none. `json` must be valid JSON of an object. Of members with the same name the last counts, as for JSON.parse.
 */
export function extractMember(json: string, name: string): string | null {
  let found: string | null = null;
  let depth = 0;
  let key = '';
  /** Undefined while a key is read. */
  let valueStart: number | undefined;
  const endValue = (end: number) => {
    if (valueStart !== undefined && JSON.parse(key) === name) found = json.slice(valueStart, end).trim();
    valueStart = undefined;
  };
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') {
      const end = endOfString(json, at);
      if (depth === 1 && valueStart === undefined) key = json.slice(at, end);
      at = end - 1;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) endValue(at);
    } else if (depth === 1 && character === ':') valueStart = at + 1;
    else if (depth === 1 && character === ',') endValue(at);
  }
  return found;
}

/** Behind the closing quote of the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}
