import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { contractEndpoint } from '../support/endpoint.ts';
import { ownEngineOnly } from '../support/only.ts';
import { mediaTypeOf, requestIdOf } from '../support/exchange.ts';
import { faultsOfRefusal, post } from '../support/post.ts';

const contract = contractEndpoint();

const noPage = ownEngineOnly('others have a page there');
const LIST = 'AmazonSQS.ListQueues';

afterEach(async () => {
  await contract.sqs.send(new ListQueuesCommand({}));
});

describe('a body that is no request', () => {
  it.each([
    ['text', 'not json'],
    ['half an object', '{"QueueNamePrefix": "a'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a number', '42'],
    ['a string', '"text"'],
    ['true', 'true'],
    ['bytes that are no UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)],
    ['a byte order mark alone', Uint8Array.of(0xef, 0xbb, 0xbf)],
    ['100,000 open brackets', '['.repeat(100_000)],
  ])('%s is refused in JSON', async (_, body) => {
    const reply = await post(contract, { target: LIST, body });
    expect(faultsOfRefusal(reply)).toEqual([]);
  });

  it('is refused when it is far larger than any request may be', async () => {
    const body = JSON.stringify({ QueueNamePrefix: 'x'.repeat(20_000_000) });
    const outcome = await post(contract, { target: LIST, body }).then(
      (reply) => reply.status,
      () => 'connection closed',
    );
    expect([400, 413, 'connection closed']).toContain(outcome);
  });
});

describe('an envelope that is no request', () => {
  it.each(['PUT', 'PATCH', 'DELETE'])('%s / is refused', async (method) => {
    const reply = await post(contract, { method, target: LIST });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
  });

  it.runIf(noPage.holds)(`GET / is refused${noPage.unless}`, async () => {
    const reply = await post(contract, { method: 'GET', target: LIST });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
  });

  it.each([
    ['empty', ''],
    ['without a dot', 'AmazonSQS'],
    ['a service nobody has', 'AmazonTeapot.Brew'],
    ['an action SQS does not have', 'AmazonSQS.Brew'],
    ['an action in small letters', 'AmazonSQS.listqueues'],
    ['a name every object has', 'AmazonSQS.toString'],
    ['the prototype', 'AmazonSQS.__proto__'],
    ['a constructor', 'constructor.name'],
    ['longer than any action', `AmazonSQS.${'x'.repeat(5_000)}`],
  ])('a target that is %s is refused', async (_, target) => {
    const reply = await post(contract, { target });
    expect(faultsOfRefusal(reply)).toEqual([]);
    expect(String(reply.json['__type'])).toMatch(/UnknownOperation|InvalidAction|MissingAction/);
  });

  it('no target at all is refused', async () => {
    const reply = await post(contract, { target: null });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
  });

  it.each([
    '/',
    '//',
    '/..%2f..%2f',
    '/%00',
    '/%zz',
    '/?Action=ListQueues',
    '/a/b/c/d',
    '/2015-03-31/functions/%',
  ])('a path like %s never breaks it', async (path) => {
    const url = new URL(contract.endpoint);
    const response = await fetch(`${url.origin}${path}`, { method: 'POST', body: '{}' });
    expect(response.status).toBeLessThan(500);
    await response.text();
  });
});

describe('a well-formed request by hand', () => {
  it('needs no signature and no query mode', async () => {
    const reply = await post(contract, { target: LIST, body: { QueueNamePrefix: 'nothing-has-this' } });
    expect(reply.status).toBe(200);
    expect(mediaTypeOf(reply)).toBe('application/x-amz-json-1.0');
  });

  it('has the same error body without x-amzn-query-mode', async () => {
    const reply = await post(contract, {
      target: 'AmazonSQS.GetQueueUrl',
      body: { QueueName: 'nothing-has-this' },
    });
    expect(reply.status).toBe(400);
    expect(reply.json).toEqual({
      __type: 'com.amazonaws.sqs#QueueDoesNotExist',
      message: 'The specified queue does not exist.',
    });
  });

  it('gets the query code in a header with x-amzn-query-mode', async () => {
    const reply = await post(contract, {
      target: 'AmazonSQS.GetQueueUrl',
      headers: { 'x-amzn-query-mode': 'true' },
      body: { QueueName: 'nothing-has-this' },
    });
    expect(reply.headers['x-amzn-query-error']).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender');
  });

  it('may have members nobody knows', async () => {
    const reply = await post(contract, {
      target: LIST,
      body: { QueueNamePrefix: 'x', Unheard: { of: [1] } },
    });
    expect(reply.status).toBe(200);
  });

  it('may nest them deeper than any stack', async () => {
    const body = `{"Unheard":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
    expect((await post(contract, { target: LIST, body })).status).toBeLessThan(500);
  });

  it('gets a request id of its own', async () => {
    const ids = [];
    for (let times = 0; times < 3; times += 1) {
      ids.push(requestIdOf(await post(contract, { target: LIST })));
    }
    expect(new Set(ids).size).toBe(3);
  });
});
