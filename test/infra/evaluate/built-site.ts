import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const OPEN_NEXT_OUTPUT = {
  edgeFunctions: {},
  origins: {
    s3: {
      type: 's3',
      originPath: '_assets',
      copy: [{ from: '.open-next/assets', to: '_assets', cached: true, versionedSubDir: '_next' }],
    },
    imageOptimizer: {
      type: 'function',
      handler: 'index.handler',
      bundle: '.open-next/image-optimization-function',
      streaming: false,
    },
    default: {
      type: 'function',
      handler: 'index.handler',
      bundle: '.open-next/server-functions/default',
      streaming: true,
    },
  },
  behaviors: [{ pattern: '*', origin: 'default' }],
  additionalProps: { disableIncrementalCache: true, disableTagCache: true },
};

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{}',
  '.next/BUILD_ID': 'made-up',
  '.next/routes-manifest.json': '{"basePath":""}',
  '.next/prerender-manifest.json': '{"version":4,"routes":{}}',
  '.open-next/open-next.output.json': JSON.stringify(OPEN_NEXT_OUTPUT),
  '.open-next/assets/_next/static/chunk.js': '',
  '.open-next/server-functions/default/index.mjs': 'export const handler = () => {};',
  '.open-next/image-optimization-function/index.mjs': 'export const handler = () => {};',
  'function/bundle.mjs': 'export const handler = () => {};',
};

/** Leaves in `folder` what OpenNext leaves of this app, without its code: the stack does not depend on it. */
export function writeBuiltSite(folder: string): void {
  for (const [path, text] of Object.entries(FILES)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
