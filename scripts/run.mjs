// Plain JavaScript, so that an old Node can still read it and say what is wrong.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const REQUIRED_MAJOR = 24;
const [, , script, ...rest] = process.argv;

if (Number.parseInt(process.versions.node, 10) < REQUIRED_MAJOR) {
  console.error(
    `Redrive runs on Node ${REQUIRED_MAJOR} and this is Node ${process.versions.node}: run "npm ci", which brings the right Node, and start through npm scripts such as "npm start".`,
  );
  process.exit(1);
}
if (script === undefined) {
  console.error('Usage: node scripts/run.mjs <script> [arguments]');
  process.exit(1);
}

const path = resolve(script);
process.argv = [process.execPath, path, ...rest];
await import(pathToFileURL(path).href);
