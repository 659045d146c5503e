import { readFileSync, writeFileSync } from 'node:fs';
import { bundleProgram } from '../evaluate/bundle.ts';
import { evaluateStack } from '../evaluate/evaluate.ts';
import { installPlatform } from '../evaluate/install-platform.ts';
import { DOCUMENT, putTable } from './section.ts';

/** `npm run architecture`: the table of what is deployed, from the real sst.config.ts. */
await installPlatform();
const graph = await evaluateStack(await bundleProgram(), 'production');
writeFileSync(DOCUMENT, await putTable(readFileSync(DOCUMENT, 'utf8'), graph));
console.log('docs/architecture.md written');
