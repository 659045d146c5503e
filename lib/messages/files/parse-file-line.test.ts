import { describe, expect, it } from 'vitest';
import { latestAttempt, scannedMessage } from '#test/factories/readings/summaries';
import { toFileLine } from './file-line.ts';
import { parseFileLine } from './parse-file-line.ts';

const problemOf = (line: unknown) => {
  const read = parseFileLine(typeof line === 'string' ? line : JSON.stringify(line), 3);
  return 'problem' in read ? read.problem : null;
};

describe('parseFileLine', () => {
  it('reads a file by hand: a body is enough', () => {
    const nothing = { groupId: null, deduplicationId: null, traceHeader: null, deadLetterSource: null };
    const bare = { body: 'x', attributes: {}, ...nothing, lineage: null, queue: null, sentAtMs: null };
    expect(parseFileLine('{"body":"x"}', 1)).toEqual({ message: { messageId: null, ...bare } });
    expect(parseFileLine('\uFEFF{"messageId":"m-1","body":"x"}\r', 1)).toEqual({
      message: { messageId: 'm-1', ...bare },
    });
  });

  it('ignores what it does not know', () => {
    expect(problemOf({ body: 'x', note: 'resend this one', cause: 7 })).toBeNull();
  });

  it.each([
    ['', 'Line 3: it is not JSON.'],
    ['{"body":"x"', 'Line 3: it is not JSON.'],
    ['[]', 'Line 3: it is not a JSON object.'],
    ['null', 'Line 3: it is not a JSON object.'],
    [{}, 'Line 3: body must be text.'],
    [{ body: { a: 1 } }, 'Line 3: body must be text.'],
    [{ body: 'x', messageId: 7 }, 'Line 3: messageId must be text.'],
    [{ body: 'x', redrive: 2 }, 'Line 3: it was written by a newer desk, and this one cannot read it.'],
    [{ body: 'x', attributes: [] }, 'Line 3: attributes must be an object.'],
    [
      { body: 'x', attributes: { a: { DataType: 'Text', StringValue: 'x' } } },
      'Line 3: attribute a: its type must be String, Number or Binary, with an optional suffix after a dot.',
    ],
    [
      { body: 'x', attributes: { a: { DataType: 'Binary', BinaryValue: '%' } } },
      'Line 3: attribute a: BinaryValue must be base64.',
    ],
    [
      { body: 'x', attributes: { a: { DataType: 'Binary.gzip', StringValue: 'x' } } },
      'Line 3: attribute a: it must have a BinaryValue if its type is Binary, and a StringValue otherwise.',
    ],
  ])('says what is wrong with %j', (line, problem) => {
    expect(problemOf(line)).toBe(problem);
  });
});

describe('toFileLine', () => {
  it('has the version, the queue, the message, and why it failed', () => {
    const message = scannedMessage({ messageId: 'm-1', body: '{"a":1}' });
    expect(JSON.parse(toFileLine(message, latestAttempt({ messageId: 'm-1' }), 'orders-dlq'))).toEqual({
      redrive: 1,
      queue: 'orders-dlq',
      ...message,
      cause: {
        outcome: 'failed',
        attempt: 1,
        startedAtMs: 0,
        durationMs: 12,
        name: 'PaymentDeclined',
        message: 'card_declined',
        fingerprint: 'v1-0123456789abcdef',
      },
    });
    expect(JSON.parse(toFileLine(message, undefined, 'orders-dlq'))).toMatchObject({ cause: null });
  });
});
