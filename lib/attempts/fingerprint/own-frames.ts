/** Own frames that tell one place in the code from another. */
const MAX_FRAMES = 3;
/** Characters of a stack that are read. */
const MAX_READ = 8_192;

/** Ends the frames of an error; those of its causes follow. */
export const CAUSED_BY = 'Caused by: ';

/** Code of Node, of Lambda's runtime, of packages, of this recorder; and what has no file. */
const FOREIGN = new RegExp(
  [
    String.raw`^(?:node:|internal[\\/]|eval at |wasm:|native )`,
    String.raw`^(?:file://)?/var/runtime/`,
    String.raw`(?:^|[\\/])node_modules[\\/]`,
    String.raw`[\\/]attempts[\\/]record[\\/]`,
    '<anonymous>',
  ].join('|'),
  'u',
);
const POSITION = /:\d+(?::\d+)?$/u;
const QUERY = /[?#].*$/u;
/** Of a bundler: `main.8f3a2b1c.js`, `chunk-2XJ5WQ7K.js`, `index-BkX9aQ2t.js`. */
const CONTENT_HASH = /[.-](?:[\da-f]{8,}|[\dA-Z]{8,}|(?=\w*\d)(?=\w*[A-Z])\w{8,})(?=\.\w+$)/u;
const MODIFIERS = /^(?:async )?(?:new )?/u;
const ALIAS = / \[as [^\]]*\]$/u;
/** Receivers that depend on how a function was called or bundled and not on where it is. */
const RECEIVER =
  /^(?:(?:Object|Function|Module|Runtime|Timeout|Immediate|global|globalThis|module|exports|undefined|null)\.)+/u;

/**
 * The top own frames of a V8 stack, at most three, as `function file`: the same wherever the code is deployed and whatever is added above a
 * line. Frames of Node, Lambda and packages are left out; a function that calls itself counts once.
 */
export function ownFrames(stack: string): string[] {
  const frames: string[] = [];
  for (const line of stack.slice(0, MAX_READ).split('\n')) {
    if (line.startsWith(CAUSED_BY)) break;
    const frame = readFrame(line.trim());
    if (frame === null || frame === frames.at(-1)) continue;
    frames.push(frame);
    if (frames.length === MAX_FRAMES) break;
  }
  return frames;
}

function readFrame(line: string): string | null {
  if (!line.startsWith('at ')) return null;
  const open = line.endsWith(')') ? line.indexOf(' (') : -1;
  const place = open < 0 ? line.slice('at '.length).replace(MODIFIERS, '') : line.slice(open + 2, -1);
  if (!POSITION.test(place) || FOREIGN.test(place)) return null;
  const caller = open < 0 ? '' : line.slice('at '.length, open);
  return `${functionName(caller)} ${fileName(place)}`;
}

function functionName(caller: string): string {
  return caller.replace(MODIFIERS, '').replace(ALIAS, '').replace(RECEIVER, '') || '<anonymous>';
}

function fileName(place: string): string {
  const path = place.replace(POSITION, '').replace(QUERY, '');
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return base.replace(CONTENT_HASH, '');
}
