import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ENTRY = fileURLToPath(new URL('./process.ts', import.meta.url));

/** The mover's process in one file, which starts in a third of the time: it is started a thousand times. */
export interface MoverBundle {
  path: string;
  remove(): void;
}

export async function bundleMover(): Promise<MoverBundle> {
  const directory = mkdtempSync(join(tmpdir(), 'redrive-mover-'));
  const path = join(directory, 'process.mjs');
  const bundle = await rolldown({ input: ENTRY, platform: 'node', logLevel: 'silent' });
  await bundle.write({ file: path, format: 'esm', codeSplitting: false });
  await bundle.close();
  return { path, remove: () => rmSync(directory, { recursive: true }) };
}
