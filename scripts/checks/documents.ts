import { posix } from 'node:path';
import type { SourceFile } from './source-files.ts';

/** What a document may point at. */
export interface Repository {
  /** True for a file or a folder, by its path from the root. */
  exists(path: string): boolean;
  scripts: ReadonlySet<string>;
}

const LINK = /\[[^\]]*\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)/g;
const HTML_SOURCE = /\b(?:src|href|srcset)="([^"\s]+)"/g;
const INLINE_CODE = /`([^`\n]+)`/g;
const PATH =
  /^(?:\.\/)?(?:app|bench|components|docs|e2e|engine|functions|infra|lib|scripts|test)\/[\w\-./()[\]]*$/;
const NPM_RUN = /\bnpm run ([\w:-]+)/g;
const NPM_SHORT = /\bnpm (start|test)\b/g;

/** Links, paths and npm scripts in a Markdown document that point at nothing, one sentence each. */
export function findDocumentProblems(document: SourceFile, repository: Repository): string[] {
  return [
    ...findDeadLinks(document, repository),
    ...findDeadPaths(document, repository),
    ...findDeadScripts(document, repository),
  ];
}

function findDeadLinks({ path, text }: SourceFile, repository: Repository): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(INLINE_CODE, '');
  return [...prose.matchAll(LINK), ...prose.matchAll(HTML_SOURCE)]
    .map(([, target = '']) => target)
    .filter((target) => !/^([a-z][a-z+.-]*:|#)/i.test(target))
    .filter((target) => {
      const file = decodeURIComponent(target.replace(/[#?].*$/, ''));
      return !repository.exists(file.startsWith('/') ? file.slice(1) : posix.join(posix.dirname(path), file));
    })
    .map((target) => `${path}: the link ${target} leads nowhere.`);
}

/** Paths in inline code count from the root. One with a placeholder in it (`*`, `<name>`) names no single file. */
function findDeadPaths({ path, text }: SourceFile, repository: Repository): string[] {
  return [...text.matchAll(INLINE_CODE)]
    .map(([, code = '']) => code)
    .filter((code) => PATH.test(code) && !code.includes('...') && !repository.exists(posix.normalize(code)))
    .map((code) => `${path}: there is no ${code}.`);
}

function findDeadScripts({ path, text }: SourceFile, repository: Repository): string[] {
  return [...text.matchAll(NPM_RUN), ...text.matchAll(NPM_SHORT)]
    .map(([, script = '']) => script)
    .filter((script) => !repository.scripts.has(script))
    .map((script) => `${path}: package.json has no script "${script}".`);
}
