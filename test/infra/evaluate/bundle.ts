import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLATFORM, ROOT } from './folders.ts';

/** What SST replaces by constants and every module may use. */
const GLOBALS = `
globalThis.$app = {};
globalThis.$dev = false;
globalThis.$cli = JSON.parse(process.env.REDRIVE_TEST_CLI);
`;

/** A mistake in one of our files, made on the way into the bundle. */
export interface Mistake {
  /** From the root of the repository. */
  file: string;
  /** Must be in it. */
  instead: string;
  write: string;
}

interface BuildHooks {
  onResolve(filter: { filter: RegExp }, answer: (args: { path: string }) => { path: string }): void;
  onLoad(
    filter: { filter: RegExp },
    answer: (args: { path: string }) => { contents: string; loader: 'ts' },
  ): void;
}

interface Esbuild {
  build(options: Record<string, unknown>): Promise<unknown>;
}

/**
 * Bundles sst.config.ts with SST's components as SST does, by the bundler that SST brings; returns the path of the program.
 * @throws {Error} when a mistake cannot be made, as the text it replaces is gone
 */
export async function bundleProgram(mistakes: readonly Mistake[] = []): Promise<string> {
  const esbuild = await loadEsbuild();
  const name = mistakes.length === 0 ? 'redrive-test' : 'redrive-test-mistaken';
  const outfile = join(PLATFORM, `${name}.mjs`);
  await esbuild.build({
    entryPoints: [join(ROOT, 'test/infra/platform/program.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    tsconfigRaw: '{}',
    packages: 'external',
    plugins: [{ name: 'ours', setup: (hooks: BuildHooks) => readOurs(hooks, mistakes) }],
    inject: [join(PLATFORM, 'src/shim/run.js')],
    banner: { js: GLOBALS },
    logLevel: 'warning',
  });
  return outfile;
}

/** Bundles a function with the settings that SST takes when none are given. `entry` is a path from the root of the repository. */
export async function bundleFunction(entry: string, outfile: string): Promise<void> {
  const esbuild = await loadEsbuild();
  await esbuild.build({
    entryPoints: [join(ROOT, entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'esnext',
    mainFields: ['module', 'main'],
    keepNames: true,
    tsconfigRaw: '{}',
    banner: {
      js: "import { createRequire as topLevelCreateRequire } from 'module';const require = topLevelCreateRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

async function loadEsbuild(): Promise<Esbuild> {
  const { default: esbuild } = (await import(join(PLATFORM, 'node_modules/esbuild/lib/main.js'))) as {
    default: Esbuild;
  };
  return esbuild;
}

function readOurs({ onResolve, onLoad }: BuildHooks, mistakes: readonly Mistake[]): void {
  // `#lib/x` is ours, though it looks like a package.
  onResolve({ filter: /^#/ }, ({ path }) => ({ path: join(ROOT, `${path.slice(1)}.ts`) }));
  for (const [file, made] of Map.groupBy(mistakes, (mistake) => mistake.file)) {
    onLoad({ filter: new RegExp(`/${file.replaceAll('.', '\\.')}$`) }, ({ path }) => ({
      contents: made.reduce(makeMistake, readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  }
}

function makeMistake(text: string, { file, instead, write }: Mistake): string {
  if (!text.includes(instead)) throw new Error(`${file} has no "${instead}" to make a mistake with`);
  return text.replaceAll(instead, write);
}
