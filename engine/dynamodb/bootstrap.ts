import type { TableMessage, TableRequest } from './protocol.ts';
import { openStore } from './store.ts';

// The process that keeps the tables. Its engine ends it by letting go of the channel, also when the engine is killed.

const [directory] = process.argv.slice(2);
// Ctrl-C reaches the whole group: the engine may still have requests under way, and ends this process itself.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});

const store = await openStore(directory);

function post(message: TableMessage): void {
  process.send?.(message, undefined, undefined, () => {});
}

process.on('disconnect', () => {
  store.close().then(
    () => process.exit(),
    () => process.exit(1),
  );
});
process.on('message', ({ id, operation, body }: TableRequest) => {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
  store.run(operation, text).then(
    (answer) => post({ type: 'answer', id, ...answer }),
    (error: unknown) => {
      console.error(`${operation}: ${error instanceof Error ? error.stack : String(error)}`);
      post({
        type: 'answer',
        id,
        status: 500,
        body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"The engine failed; see its log."}',
      });
    },
  );
});
post({ type: 'ready' });
if (!process.connected) process.exit();
