import { vi } from 'vitest';

/** Runs `run` and returns its result with every JSON line that was printed meanwhile. */
export async function withPrintedLines<Result>(
  run: () => Promise<Result>,
): Promise<{ result: Result; metrics: Record<string, unknown>[]; logs: Record<string, unknown>[] }> {
  const lines: Record<string, unknown>[] = [];
  const note = (chunk: unknown) => {
    lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
    return true;
  };
  const spies = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  for (const spy of spies) spy.mockImplementation(note);
  try {
    const result = await run();
    return {
      result,
      metrics: lines.filter((line) => '_aws' in line),
      logs: lines.filter((line) => 'level' in line),
    };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
