import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { openStateTable } from './state-table.ts';

const OPTIONS = { connectionTimeoutMs: 1000, requestTimeoutMs: 2500, maxAttempts: 1 };

let server: Server;
let endpoint: string;
let headers: IncomingHttpHeaders;

beforeEach(async () => {
  server = createServer((request, response) => {
    ({ headers } = request);
    request.resume();
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'of-the-account', AWS_SECRET_ACCESS_KEY: 'x' });
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  delete process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'];
});

it('a table beside the account is asked without its credentials, whatever the environment says', async () => {
  const table = openStateTable({ REDRIVE_TABLE: 'state', REDRIVE_TABLE_ENDPOINT: endpoint }, OPTIONS);
  await table?.documents.send(new GetCommand({ TableName: 'state', Key: { pk: 'a', sk: 'b' } }));
  expect(headers.authorization).toContain('Credential=none/');
  expect(JSON.stringify(headers)).not.toContain('of-the-account');
});
