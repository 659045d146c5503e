import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

/**
 * `latency-proxy.ts <target URL> <delay in ms>`: passes bytes on, in each direction that much later and in their order. Any number of bytes is
 * under way at once, so it takes nothing from the throughput of a connection. Prints its address.
 */
const [target = '', delay = ''] = process.argv.slice(2);
const { hostname, port } = new URL(target);
const delayMs = Number(delay);

/** Writes what `from` sends to `to` after the delay. One timer at a time: the first due chunk's. */
function passOn(from: Socket, to: Socket): void {
  const underWay: { dueMs: number; chunk: Buffer | null }[] = [];
  const deliver = () => {
    const nowMs = performance.now();
    for (let next = underWay[0]; next; next = underWay[0]) {
      if (next.dueMs > nowMs) {
        setTimeout(deliver, next.dueMs - nowMs);
        return;
      }
      underWay.shift();
      if (next.chunk) to.write(next.chunk);
      else to.end();
    }
  };
  const add = (chunk: Buffer | null) => {
    underWay.push({ dueMs: performance.now() + delayMs, chunk });
    if (underWay.length === 1) setTimeout(deliver, delayMs);
  };
  from.on('data', add);
  from.on('end', () => add(null));
  from.on('error', () => to.destroy());
}

const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
  const upstream = connect({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true });
  passOn(client, upstream);
  passOn(upstream, client);
});

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('SIGTERM', () => process.exit(0));
