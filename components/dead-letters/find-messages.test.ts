import { describe, expect, it } from 'vitest';
import { latestAttempt, scannedMessage } from '#test/factories/summaries';
import { NO_CAUSE, type Lookup } from './causes/lookup.ts';
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

const lookup: Lookup = {
  latest: new Map([['bbb', latestAttempt({ messageId: 'bbb' })]]),
  state: 'joined',
  reason: null,
};

const find = (text: string, sort: Sort = 'newest', cause: string | null = null, known = lookup) =>
  findMessages(messages, known, { text, sort, cause }).map(({ messageId }) => messageId);

describe('findMessages', () => {
  it('finds text in body, id, source and attributes, in any case', () => {
    expect(find('gateway')).toEqual(['aaa']);
    expect(find('BBB')).toEqual(['bbb']);
    expect(find('refunds')).toEqual(['bbb']);
    expect(find('acme')).toEqual(['ccc']);
    expect(find('TENANT')).toEqual(['ccc']);
    expect(find('nowhere')).toEqual([]);
  });

  it('finds text in the name and message of the latest error', () => {
    expect(find('paymentdeclined')).toEqual(['bbb']);
    expect(find('CARD_')).toEqual(['bbb']);
  });

  it('finds by cause, and by cause and text together', () => {
    expect(find('', 'newest', 'v1-0123456789abcdef')).toEqual(['bbb']);
    expect(find('', 'newest', 'v1-fedcba9876543210')).toEqual([]);
    expect(find('', 'newest', NO_CAUSE)).toEqual(['aaa', 'ccc']);
    expect(find('acme', 'newest', NO_CAUSE)).toEqual(['ccc']);
    expect(find('', 'newest', NO_CAUSE, { ...lookup, state: 'under-way' })).toEqual([]);
  });

  it('finds all without a text', () => {
    expect(find('  ')).toEqual(['bbb', 'aaa', 'ccc']);
  });

  it('orders by age and by receives, the newer first among equals', () => {
    expect(find('', 'oldest')).toEqual(['ccc', 'aaa', 'bbb']);
    expect(find('', 'receives')).toEqual(['bbb', 'aaa', 'ccc']);
  });
});
