import { SendMessageCommand, type SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveOne, sendOne, sortedIds } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { attributeDigest, md5 } from '../../support/attribute-digest.ts';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const MAXIMUM_BYTES = 1_048_576;
const traceHeader = {
  DataType: 'String',
  StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
};

const send = (QueueUrl: string, message: Partial<SendMessageCommandInput> = {}) =>
  new SendMessageCommand({ QueueUrl, MessageBody: 'hello', ...message });

describe('SendMessage: wire', () => {
  it('sends the id and the MD5 of the body', async () => {
    const queue = await createQueue(contract.sqs);
    const reply = await successReply(contract, send(queue.url, { MessageBody: 'ünï ✓' }));
    expect(reply.json).toEqual({
      MessageId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      MD5OfMessageBody: md5('ünï ✓'),
    });
  });

  it('sends one MD5 for attributes and one for system attributes', async () => {
    const queue = await createQueue(contract.sqs);
    const MessageAttributes = {
      zeta: { DataType: 'String', StringValue: 'z' },
      alpha: { DataType: 'Number', StringValue: '1' },
    };
    const MessageSystemAttributes = { AWSTraceHeader: traceHeader };
    const reply = await successReply(
      contract,
      send(queue.url, { MessageAttributes, MessageSystemAttributes }),
    );
    expect(reply.json['MD5OfMessageAttributes']).toBe(attributeDigest(MessageAttributes));
    expect(reply.json['MD5OfMessageSystemAttributes']).toBe(attributeDigest(MessageSystemAttributes));
  });
});

describe('SendMessage: validation', () => {
  it.each([
    ['empty', ''],
    ['absent', undefined],
  ])('refuses a body that is %s', async (_, MessageBody) => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, send(queue.url, { MessageBody }))).toEqual(
      wireError('MissingParameter', 'The request must contain the parameter MessageBody.'),
    );
  });

  it('takes a body of exactly the maximum, and refuses one byte more', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(send(queue.url, { MessageBody: 'x'.repeat(MAXIMUM_BYTES) }));
    expect(await refusal(contract, send(queue.url, { MessageBody: 'x'.repeat(MAXIMUM_BYTES + 1) }))).toEqual(
      wireError(
        'InvalidParameterValue',
        'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
      ),
    );
  });

  const tooLong = wireError(
    'InvalidParameterValue',
    'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
  );

  it('holds to the maximum of the queue, in bytes of UTF-8', async () => {
    const queue = await createQueue(contract.sqs, { MaximumMessageSize: '1024' });
    await contract.sqs.send(send(queue.url, { MessageBody: 'é'.repeat(512) }));
    expect(await refusal(contract, send(queue.url, { MessageBody: `${'é'.repeat(512)}x` }))).toEqual(tooLong);
  });

  it('counts name, type and value of attributes', async () => {
    const queue = await createQueue(contract.sqs, { MaximumMessageSize: '1024' });
    const MessageAttributes = { name: { DataType: 'String', StringValue: 'value' } };
    const attributeBytes = 'name'.length + 'String'.length + 'value'.length;
    const fits = 'x'.repeat(1_024 - attributeBytes);
    await contract.sqs.send(send(queue.url, { MessageBody: fits, MessageAttributes }));
    expect(await refusal(contract, send(queue.url, { MessageBody: `${fits}x`, MessageAttributes }))).toEqual(
      tooLong,
    );
  });

  it.each([
    ['backspace', '\u0008'],
    ['NUL', '\u0000'],
    ['escape', '\u001B'],
    ['U+FFFE', '\uFFFE'],
  ])('refuses a body with %s', async (_, character) => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, send(queue.url, { MessageBody: `a${character}b` }));
    expect(got).toEqual(wireErrorOf('InvalidMessageContents', got));
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('takes tab, line feed, carriage return and characters beyond the basic plane', async () => {
    const queue = await createQueue(contract.sqs);
    const MessageBody = '\t\n\r \u{1F600}\uE000\uFFFD\u{10FFFF}';
    await contract.sqs.send(send(queue.url, { MessageBody }));
    expect((await receiveOne(contract.sqs, queue.url)).Body).toBe(MessageBody);
  });

  it.each([-1, 901])('refuses DelaySeconds = %s', async (DelaySeconds) => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, send(queue.url, { DelaySeconds }));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
  });

  it('refuses a deduplication id on a standard queue, and keeps nothing', async () => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, send(queue.url, { MessageDeduplicationId: 'once' }));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('refuses a system attribute other than AWSTraceHeader', async () => {
    const queue = await createQueue(contract.sqs);
    const command = send(queue.url, { MessageSystemAttributes: { AWSTraceHeader: traceHeader } });
    Object.assign(command.input, {
      MessageSystemAttributes: { SenderId: { DataType: 'String', StringValue: 'me' } },
    });
    expect((await refusal(contract, command)).status).toBe(400);
  });
});

describe('SendMessage: behaviour', () => {
  it('keeps body bytes as they are', async () => {
    const queue = await createQueue(contract.sqs);
    const MessageBody = '  {"a": 1}\r\n<b>&amp;</b> "quoted" \\u0041 ';
    await contract.sqs.send(send(queue.url, { MessageBody }));
    const message = await receiveOne(contract.sqs, queue.url);
    expect(message.Body).toBe(MessageBody);
    expect(message.MD5OfBody).toBe(md5(MessageBody));
  });

  it('gives each message an id of its own, equal bodies included', async () => {
    const queue = await createQueue(contract.sqs);
    const ids = [];
    for (let sent = 0; sent < 3; sent += 1) {
      ids.push(await sendOne(contract.sqs, queue.url, { MessageBody: 'same' }));
    }
    expect(new Set(ids).size).toBe(3);
    const received = await receive(contract.sqs, queue.url);
    expect(sortedIds(received)).toEqual(ids.toSorted());
  });

  it('hands the trace header to the receiver', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(send(queue.url, { MessageSystemAttributes: { AWSTraceHeader: traceHeader } }));
    const message = await receiveOne(contract.sqs, queue.url);
    expect(message.Attributes?.AWSTraceHeader).toBe(traceHeader.StringValue);
    expect(message.MessageAttributes).toBeUndefined();
  });
});
