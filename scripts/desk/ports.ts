import { createServer } from 'node:net';
import { Failure } from './failure.ts';

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const LOOPBACK = '127.0.0.1';
/** Of the engine, unless REDRIVE_ENGINE_PORT says otherwise. */
export const DEFAULT_ENGINE_PORT = 4566;

/** The port an environment variable asks for; 0 means any free one. Throws a Failure naming the variable. */
export function readPort(env: Environment, variable: string, fallback: number): number {
  const text = env[variable];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure(
      `${variable}=${text} is not a port: give a whole number from 0 (any free port) to 65535.`,
    );
  }
  return port;
}

/**
 * `port` when nobody listens there on either loopback address (a browser tries both for `localhost`), or a free
 * port for 0. Throws a Failure naming the port and the variable to choose another.
 */
export async function claimPort(port: number, variable: string): Promise<number> {
  try {
    const claimed = await listenBriefly(port, LOOPBACK);
    if (port !== 0) await listenBriefly(port, '::1').catch(ignoreMissingAddress);
    return claimed;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new Failure(
        `Port ${port} is taken by another program: stop it, or choose another port with ${variable}, for instance ${variable}=${suggestPort(port)}.`,
      );
    }
    if (code === 'EACCES') {
      throw new Failure(
        `Port ${port} needs more rights than this user has: choose one above 1023 with ${variable}.`,
      );
    }
    throw error;
  }
}

function suggestPort(port: number): number {
  return port < 65_535 ? port + 1 : port - 1;
}

function ignoreMissingAddress(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EADDRNOTAVAIL' && error.code !== 'EAFNOSUPPORT') throw error;
}

function listenBriefly(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
