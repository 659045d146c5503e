/** More of a line is not drawn. */
const SHOWN = 400;
/** Characters before the first difference that stay in sight. */
const BEFORE = 60;

/** A long line cut down to where it differs from the one it is compared with. */
export function cutLine(text: string, other: string | null): string {
  if (text.length <= SHOWN) return text;
  let same = 0;
  if (other !== null) while (same < text.length && text[same] === other[same]) same += 1;
  const start = Math.max(0, same - BEFORE);
  return (start > 0 ? '…' : '') + text.slice(start, start + SHOWN) + (start + SHOWN < text.length ? '…' : '');
}
