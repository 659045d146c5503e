import { gzipSync } from 'node:zlib';

/** ADR 004: what a first visit of the overview downloads. */
const FIRST_LOAD_BUDGET_BYTES = 150_000;

export interface LoadedScript {
  src: string;
  gzipBytes: number;
}

/** The `src` of every script a current browser loads from this page, once each: `nomodule` ones are for old browsers. */
export function listScripts(html: string): string[] {
  const sources = [...html.matchAll(/<script\b([^>]*)>/gi)]
    .map(([, attributes = '']) => attributes)
    .filter((attributes) => !/\bnomodule\b/i.test(attributes.replace(/"[^"]*"/g, '')))
    .map((attributes) => /\bsrc="([^"]+)"/.exec(attributes)?.[1]?.replaceAll('&amp;', '&'))
    .filter((src) => src !== undefined);
  return [...new Set(sources)];
}

/** Fetches a page and every script it loads. Throws when one does not answer, or when the page loads none at all. */
export async function measureFirstLoad(pageUrl: string): Promise<LoadedScript[]> {
  const sources = listScripts(await fetchText(pageUrl));
  if (sources.length === 0) throw new Error(`${pageUrl} loads no scripts: that is not the desk`);
  return Promise.all(
    sources.map(async (src) => ({
      src,
      gzipBytes: gzipSync(await fetchText(new URL(src, pageUrl).href)).byteLength,
    })),
  );
}

/** The table of a measurement, largest script first, and whether it is within the budget. */
export function judgeFirstLoad(scripts: readonly LoadedScript[]): { withinBudget: boolean; table: string } {
  const totalBytes = scripts.reduce((sum, script) => sum + script.gzipBytes, 0);
  const rows = scripts
    .toSorted((a, b) => b.gzipBytes - a.gzipBytes)
    .map(({ src, gzipBytes }) => formatRow(gzipBytes, src));
  const withinBudget = totalBytes <= FIRST_LOAD_BUDGET_BYTES;
  rows.push(
    formatRow(totalBytes, 'first-load JavaScript of the overview, gzip bytes'),
    formatRow(FIRST_LOAD_BUDGET_BYTES, withinBudget ? 'budget: kept' : 'budget: EXCEEDED'),
  );
  return { withinBudget, table: rows.join('\n') };
}

function formatRow(bytes: number, what: string): string {
  return `${bytes.toLocaleString('en-US').padStart(9)}  ${what}`;
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}
