import { type ServerProcess, startServerProcess } from '../load/server-process.ts';

const ANY_PORT = { REDRIVE_ENGINE_PORT: '0' };

/** The engine as `npm run engine` starts it; without a directory in memory. */
export function startEngineProcess(directory?: string): Promise<ServerProcess> {
  return directory === undefined
    ? startServerProcess('engine/main.ts', { args: ['--memory'], env: ANY_PORT })
    : startServerProcess('engine/main.ts', { env: { ...ANY_PORT, REDRIVE_DATA_DIR: directory } });
}

/** The peer, with the same choice. */
export function startFauxqsProcess(directory?: string): Promise<ServerProcess> {
  return startServerProcess('bench/load/fauxqs-server.ts', {
    args: directory === undefined ? [] : [directory],
  });
}

export function startEchoProcess(): Promise<ServerProcess> {
  return startServerProcess('bench/load/echo-server.ts');
}
