import { type ListenOptions, Server } from 'node:net';
import { startFauxqs } from 'fauxqs';

// Starts the peer, in memory or, with a directory as argument, with its disk on.

// It would listen on every interface, and has no option for that.
const listen = Server.prototype.listen;
Server.prototype.listen = function listenOnLoopback(this: Server, options: ListenOptions, done?: () => void) {
  return listen.call(this, { ...options, host: '127.0.0.1' }, done);
} as typeof listen;

const [dataDir] = process.argv.slice(2);
const { port } = await startFauxqs({ port: 0, logger: false, ...(dataDir !== undefined && { dataDir }) });
console.log(`http://127.0.0.1:${port}`);
process.once('SIGTERM', () => process.exit(0));
