/** As often as the most eager reading of a page. */
const POLL_EVERY_MS = 2000;

/**
 * Asks for every path as `viewers` open tabs do for `windowMs`: every two seconds, in the middle of a period of the server's caches, and not again
 * before the answers are there. Returns when it began.
 * @throws {Error} for an answer that is not a success
 */
export async function pollRoutes(
  url: string,
  paths: readonly string[],
  { viewers, windowMs }: { viewers: number; windowMs: number },
): Promise<number> {
  const nowMs = Date.now();
  const firstMs = (Math.floor(nowMs / POLL_EVERY_MS) + 1.5) * POLL_EVERY_MS;
  const ask = async (path: string) => {
    const response = await fetch(url + path);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  };
  for (let atMs = firstMs; atMs < firstMs + windowMs; atMs += POLL_EVERY_MS) {
    if (Date.now() >= atMs + POLL_EVERY_MS) continue;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, atMs - Date.now())));
    await Promise.all(Array.from({ length: viewers }, () => Promise.all(paths.map(ask))));
  }
  return firstMs;
}
