/** A job is one item of the table, which has 400 KB for everything. */
const MAX_BYTES = 128 * 1024;
/** Far deeper than any message, and far from what writing JSON can follow. */
const MAX_DEPTH = 100;

/** Why rules of an edit are too much to be kept with a job, or null; the new body, which is kept apart, does not count. */
export function findEditExcess(edit: Readonly<Record<string, unknown>>): string | null {
  const rules = { ...edit, body: undefined };
  if (isDeeperThan(MAX_DEPTH, rules)) return `A patch nests at most ${MAX_DEPTH} deep.`;
  const sizeBytes = Buffer.byteLength(JSON.stringify(rules));
  return sizeBytes > MAX_BYTES
    ? `A patch and attributes have at most ${MAX_BYTES / 1024} KiB together, as JSON; these have ${Math.ceil(sizeBytes / 1024)}.`
    : null;
}

/** Level by level: a recursion would end where the nesting is deepest. */
function isDeeperThan(max: number, value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > max) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
