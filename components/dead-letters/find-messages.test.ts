import { describe, expect, it } from 'vitest';
import { scannedMessage } from '#test/factories/summaries';
import { findMessages, type Sort } from './find-messages.ts';

const messages = [
  scannedMessage({ messageId: 'aaa', body: 'GatewayTimeout', sentAtMs: 2, receiveCount: 4 }),
  scannedMessage({ messageId: 'bbb', sentAtMs: 3, receiveCount: 9, deadLetterSource: 'refunds' }),
  scannedMessage({
    messageId: 'ccc',
    sentAtMs: 1,
    receiveCount: 4,
    attributes: {
      tenant: { DataType: 'String', StringValue: 'Acme' },
      seal: { DataType: 'Binary', BinaryValue: 'YWNtZQ==' },
    },
  }),
];

const find = (text: string, sort: Sort = 'newest') =>
  findMessages(messages, { text, sort }).map(({ messageId }) => messageId);

describe('findMessages', () => {
  it('finds text in body, id, source and attributes, in any case', () => {
    expect(find('gateway')).toEqual(['aaa']);
    expect(find('BBB')).toEqual(['bbb']);
    expect(find('refunds')).toEqual(['bbb']);
    expect(find('acme')).toEqual(['ccc']);
    expect(find('TENANT')).toEqual(['ccc']);
    expect(find('nowhere')).toEqual([]);
  });

  it('finds all without a text', () => {
    expect(find('  ')).toEqual(['bbb', 'aaa', 'ccc']);
  });

  it('orders by age and by receives, the newer first among equals', () => {
    expect(find('', 'oldest')).toEqual(['ccc', 'aaa', 'bbb']);
    expect(find('', 'receives')).toEqual(['bbb', 'aaa', 'ccc']);
  });
});
