import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { receive, receiveOne, sendMany, sendOne } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../support/endpoint.ts';
import { ownEngineOnly, plainHttpOnly } from '../support/only.ts';
import { post } from '../support/post.ts';

const contract = contractEndpoint();

afterEach(async () => {
  await contract.sqs.send(new ListQueuesCommand({}));
});

/** A socket to the endpoint that has sent `text`. */
async function sendRaw(text: string | Uint8Array): Promise<Socket> {
  const { hostname, port } = new URL(contract.endpoint);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

async function readUntilClosed(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

const HEAD = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-amz-json-1.0\r\n';
const onOurHost = ownEngineOnly('where others listen is their affair');
const promised = ownEngineOnly('AWS does not promise it');
const byHand = plainHttpOnly();

describe.runIf(onOurHost.holds)(`the port${onOurHost.unless}`, () => {
  it('is open on loopback alone', async () => {
    const { hostname, port } = new URL(contract.endpoint);
    expect(hostname).toBe('127.0.0.1');
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      const socket = connect({ host: address, port: Number(port) });
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
  });
});

describe.runIf(byHand.holds)(`a connection${byHand.unless}`, () => {
  it('that speaks no HTTP is closed with 400', async () => {
    const socket = await sendRaw('\u0016\u0003\u0001 this is no HTTP\r\n\r\n');
    expect(await readUntilClosed(socket)).toMatch(/^HTTP\/1\.1 400/);
  });

  it('with 100 kB of headers is refused', async () => {
    const socket = await sendRaw(`${HEAD}X-Long: ${'x'.repeat(100_000)}\r\n\r\n`);
    expect(await readUntilClosed(socket)).toMatch(/^HTTP\/1\.1 4/);
  });

  it('may break off in the middle of a body', async () => {
    const socket = await sendRaw(
      `${HEAD}X-Amz-Target: AmazonSQS.ListQueues\r\nContent-Length: 500\r\n\r\n{"QueueN`,
    );
    await contract.arrived();
    socket.destroy();
    await once(socket, 'close');
    const reply = await post(contract, { target: 'AmazonSQS.ListQueues' });
    expect(reply.status).toBe(200);
  });

  it.runIf(promised.holds)(
    `may reset in the middle of a long poll, and costs no message${promised.unless}`,
    async () => {
      const queue = await createQueue(contract.sqs);
      const body = JSON.stringify({ QueueUrl: queue.url, WaitTimeSeconds: 20 });
      const socket = await sendRaw(
        `${HEAD}X-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      await contract.arrived();
      socket.resetAndDestroy();
      await contract.arrived();
      const id = await sendOne(contract.sqs, queue.url);
      expect((await receiveOne(contract.sqs, queue.url)).MessageId).toBe(id);
    },
  );

  it('may send its body in chunks', async () => {
    const socket = await sendRaw(
      `${HEAD}X-Amz-Target: AmazonSQS.ListQueues\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`,
    );
    expect(await readUntilClosed(socket)).toMatch(/^HTTP\/1\.1 200/);
  });

  it('stays in use after an error', async () => {
    const bad = 'POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AmazonSQS.Brew\r\nContent-Length: 2\r\n\r\n{}';
    const good = `${HEAD}X-Amz-Target: AmazonSQS.ListQueues\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`;
    const socket = await sendRaw(bad + good);
    const replies = (await readUntilClosed(socket)).match(/HTTP\/1\.1 \d+/g);
    expect(replies?.at(-1)).toBe('HTTP/1.1 200');
    expect(replies).toHaveLength(2);
  });

  it('is one of many: 50 long polls leave room for others', async () => {
    const queue = await createQueue(contract.sqs);
    const polls = Array.from({ length: 50 }, () =>
      post(contract, {
        target: 'AmazonSQS.ReceiveMessage',
        body: { QueueUrl: queue.url, WaitTimeSeconds: 20, MaxNumberOfMessages: 1 },
      }),
    );
    await contract.arrived();
    await sendMany(contract.sqs, queue.url, 50);
    const replies = await Promise.all(polls);
    const ids = replies.flatMap(({ json }) =>
      (json['Messages'] as { MessageId: string }[]).map((m) => m.MessageId),
    );
    expect(new Set(ids).size).toBe(50);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });
});
