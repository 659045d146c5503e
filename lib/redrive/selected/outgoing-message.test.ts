import type { Message } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { LINEAGE_ATTRIBUTE } from '../lineage.ts';
import { toOutgoingMessage } from './outgoing-message.ts';
import type { Target } from './target.ts';

const target: Target = {
  name: 'main-queue',
  url: 'http://127.0.0.1/000000000000/main-queue',
  type: 'standard',
  maximumMessageSizeBytes: 1024,
  originMaxReceiveCount: 3,
};

function lineageOf(message: Message, to: Target = target) {
  const { entry } = toOutgoingMessage('old-id', message, to);
  const text = entry.MessageAttributes?.[LINEAGE_ATTRIBUTE]?.StringValue;
  return text === undefined ? null : (JSON.parse(text) as unknown);
}

function withAttributes(count: number): Message['MessageAttributes'] {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`a${index}`, { DataType: 'String', StringValue: 'x' }]),
  );
}

describe('toOutgoingMessage', () => {
  it('keeps body, attributes with their types, trace header and group', () => {
    const attributes: Message['MessageAttributes'] = {
      n: { DataType: 'Number.custom', StringValue: '1.50' },
      b: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 255) },
      s: { DataType: 'String', StringValue: ' ' },
    };
    const { entry } = toOutgoingMessage(
      'old-id',
      {
        Body: 'ü\r\n',
        MessageAttributes: attributes,
        Attributes: { AWSTraceHeader: 'Root=1', MessageGroupId: 'g', SenderId: 'somebody' },
      },
      target,
    );
    expect(entry).toMatchObject({
      MessageBody: 'ü\r\n',
      MessageAttributes: attributes,
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1' } },
      MessageGroupId: 'g',
    });
    expect(entry).not.toHaveProperty('MessageDeduplicationId');
  });

  it('deduplicates by the old id on a FIFO queue', () => {
    const { entry } = toOutgoingMessage('old-id', { Body: 'x' }, { ...target, type: 'fifo' });
    expect(entry.MessageDeduplicationId).toBe('old-id');
  });

  it('counts the deliveries to consumers, not the looks into the dead-letter queue', () => {
    const seenOften: Message = { Body: 'x', Attributes: { ApproximateReceiveCount: '9' } };
    expect(lineageOf(seenOften)).toEqual({ root: 'old-id', generation: 1, receives: 3 });
    expect(lineageOf(seenOften, { ...target, originMaxReceiveCount: 0 })).toMatchObject({ receives: 0 });
    expect(lineageOf({ Body: 'x', Attributes: { ApproximateReceiveCount: '3' } })).toMatchObject({
      receives: 2,
    });
  });

  it('carries the root on and adds up', () => {
    const StringValue = '{"root":"first","generation":4,"receives":12}';
    const message: Message = {
      Body: 'x',
      Attributes: { ApproximateReceiveCount: '4' },
      MessageAttributes: { [LINEAGE_ATTRIBUTE]: { DataType: 'String', StringValue } },
    };
    expect(lineageOf(message)).toEqual({ root: 'first', generation: 5, receives: 15 });
  });

  it('goes without lineage where ten attributes or the size leave no room', () => {
    expect(lineageOf({ Body: 'x', MessageAttributes: withAttributes(9) })).not.toBeNull();
    expect(lineageOf({ Body: 'x', MessageAttributes: withAttributes(10) })).toBeNull();
    expect(lineageOf({ Body: 'x'.repeat(1000) })).toBeNull();
    expect(lineageOf({ Body: 'x'.repeat(900) })).not.toBeNull();
  });
});
