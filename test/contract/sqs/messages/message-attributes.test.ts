import { type MessageAttributeValue, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { attributesOfEveryType, receive, receiveOne, sendOne } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { attributeDigest } from '../../support/attribute-digest.ts';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

type Attributes = Record<string, MessageAttributeValue>;

const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue });
const send = (QueueUrl: string, MessageAttributes: Attributes) =>
  new SendMessageCommand({ QueueUrl, MessageBody: 'hello', MessageAttributes });

describe('message attributes: wire', () => {
  it('carries binary values as base64, both ways', async () => {
    const queue = await createQueue(contract.sqs);
    const blob = { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 255, 128) };
    const reply = await successReply(contract, send(queue.url, { blob }));
    expect(reply.json['MD5OfMessageAttributes']).toBe(attributeDigest({ blob }));
    const message = await receiveOne(contract.sqs, queue.url);
    expect(message.MessageAttributes?.['blob']?.BinaryValue).toEqual(blob.BinaryValue);
  });
});

describe('message attributes: validation', () => {
  it('refuses an empty value, naming the attribute and its type', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, send(queue.url, { X: text('') }))).toEqual(
      wireError(
        'InvalidParameterValue',
        "Message (user) attribute 'X' must contain a non-empty value of type 'String'.",
      ),
    );
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it.each<[string, Attributes]>([
    ['a name that begins with AWS.', { 'AWS.region': text('x') }],
    ['a name that begins with Amazon.', { 'Amazon.id': text('x') }],
    ['a name of 257 characters', { ['n'.repeat(257)]: text('x') }],
    ['an empty name', { '': text('x') }],
    ['a name with a space', { 'two words': text('x') }],
    ['a name that begins with a dot', { '.hidden': text('x') }],
    ['a name that ends with a dot', { 'open.': text('x') }],
    ['a name with two dots in a row', { 'a..b': text('x') }],
    ['a type SQS does not have', { a: { DataType: 'Boolean', StringValue: 'true' } }],
    ['a type in small letters', { a: { DataType: 'string', StringValue: 'x' } }],
    ['an empty type', { a: { DataType: '', StringValue: 'x' } }],
    ['a number that is none', { a: { DataType: 'Number', StringValue: 'many' } }],
    ['a String with a binary value', { a: { DataType: 'String', BinaryValue: Uint8Array.of(1) } }],
    ['a Binary with a string value', { a: { DataType: 'Binary', StringValue: 'x' } }],
    ['no value', { a: { DataType: 'String' } }],
    ['a value with control characters', { a: text('a\u0008b') }],
  ])('refuses %s', async (_, attributes) => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, send(queue.url, attributes));
    expect(got.status).toBe(400);
    expect([
      'InvalidParameterValueException',
      'MissingRequiredParameterException',
      'InvalidMessageContents',
    ]).toContain(got.type);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('takes ten attributes and refuses eleven', async () => {
    const queue = await createQueue(contract.sqs);
    const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`a${n}`, text('x')]));
    const got = await refusal(contract, send(queue.url, eleven));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
    const { a10: _, ...ten } = eleven;
    await contract.sqs.send(send(queue.url, ten));
    const message = await receiveOne(contract.sqs, queue.url);
    expect(Object.keys(message.MessageAttributes ?? {})).toHaveLength(10);
  });

  it('takes a name of 256 characters with dots, hyphens and underscores', async () => {
    const queue = await createQueue(contract.sqs);
    const name = `_a-b.c${'n'.repeat(250)}`;
    await contract.sqs.send(send(queue.url, { [name]: text('x') }));
    const message = await receiveOne(contract.sqs, queue.url);
    expect(Object.keys(message.MessageAttributes ?? {})).toEqual([name]);
  });
});

describe('message attributes: behaviour', () => {
  it('keeps every type, custom ones included, value for value', async () => {
    const queue = await createQueue(contract.sqs);
    const MessageAttributes = attributesOfEveryType();
    await contract.sqs.send(send(queue.url, MessageAttributes));
    const message = await receiveOne(contract.sqs, queue.url);
    expect(message.MessageAttributes).toEqual(MessageAttributes);
    expect(message.MD5OfMessageAttributes).toBe(attributeDigest(MessageAttributes));
  });

  it('keeps names that JavaScript objects have of their own', async () => {
    const queue = await createQueue(contract.sqs);
    const MessageAttributes = { constructor: text('a'), toString: text('b'), hasOwnProperty: text('c') };
    await sendOne(contract.sqs, queue.url, { MessageAttributes });
    const message = await receiveOne(contract.sqs, queue.url);
    expect(message.MessageAttributes).toEqual(MessageAttributes);
  });
});
