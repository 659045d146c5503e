import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// What Node's HTTP costs without any queue behind it: reads the whole body, answers as many bytes as it is asked for.
// A string, not a buffer: it goes out in one write together with its header, the fastest that node:http has.
const answers = new Map<number, string>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const sizeBytes = Number(request.headers['x-answer-bytes']);
    let answer = answers.get(sizeBytes);
    if (answer === undefined) answers.set(sizeBytes, (answer = 'x'.repeat(sizeBytes)));
    response.writeHead(200, [
      'Content-Type',
      'application/x-amz-json-1.0',
      'Content-Length',
      String(sizeBytes),
    ]);
    response.end(answer);
  });
});

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once('SIGTERM', () => process.exit(0));
