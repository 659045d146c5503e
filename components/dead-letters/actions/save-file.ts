/** Has the browser save `blob` under `name`. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has its own hold of the blob by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** `orders-dlq-2026-11-25T16-40-02Z.ndjson`: sorts by time, and is a name everywhere. */
export function nameFile(queue: string, format: 'ndjson' | 'csv', atMs = Date.now()): string {
  const time = new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '-');
  return `${queue}-${time}Z.${format}`;
}
