import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { format } from 'prettier';
import { measureDrain } from './drain.ts';
import { measureBesideEcho } from './beside-echo.ts';
import { startServerProcess } from './load/server-process.ts';

const REPORT = 'docs/bench/engine.md';
const COMMAND = 'npm run bench -- engine';
const MESSAGES = 100_000;

const round = (value: number) => Math.round(value).toLocaleString('en-US');
const ratio = (value: number) => value.toFixed(2);

/** How a long queue and a bare HTTP echo compare with the engine, each as a ratio within this run. */
export async function benchEngine(): Promise<void> {
  await using servers = new AsyncDisposableStack();
  const engine = await startServerProcess('engine/main.ts', { REDRIVE_ENGINE_PORT: '0' });
  servers.defer(() => engine.stop());
  const echo = await startServerProcess('bench/load/echo-server.ts');
  servers.defer(() => echo.stop());

  console.log(`Draining a queue of ${round(MESSAGES)} messages ...`);
  const drain = await measureDrain(engine.url, MESSAGES);
  console.log('Sending and receiving beside a bare echo ...');
  const besides = await measureBesideEcho({ engineUrl: engine.url, echoUrl: echo.url });

  const report = `# The engine's speed

Made by \`${COMMAND}\` on Node ${process.versions.node} with ${availableParallelism()} cores. Client and server are two processes on one machine,
16 kept connections of plain \`node:http\`: the SDK's own work per request would hide the server's. Bodies are 1,000 bytes.

## A long queue

${round(MESSAGES)} messages in one queue, received ten at a time and deleted, until it is empty. Messages a second, after a warm-up
on another queue; medians of ${drain.rounds} rounds.

| first 5 % | last 5 % | whole queue | last ÷ first |
| --- | --- | --- | --- |
| ${round(drain.firstRate)} | ${round(drain.lastRate)} | ${round(drain.overallRate)} | **${ratio(drain.ratio)}** |

## Beside a bare HTTP echo

An echo reads a request of the same size and answers as many bytes, with no queue behind it. Requests a second, median of
${besides[0]?.rounds ?? 0} alternating rounds.

| request | engine | echo | engine ÷ echo |
| --- | --- | --- | --- |
${besides
  .map(
    (beside) =>
      `| ${beside.name} | ${round(beside.engineRate)} | ${round(beside.echoRate)} | **${ratio(beside.ratio)}** |`,
  )
  .join('\n')}
`;
  mkdirSync('docs/bench', { recursive: true });
  writeFileSync(REPORT, await format(report, { parser: 'markdown', printWidth: 110 }));
  console.log(`\n${report}\nWritten to ${REPORT}`);
}
