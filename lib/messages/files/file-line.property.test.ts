import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINEAGE_ATTRIBUTE } from '#lib/redrive/lineage';
import { latestAttempt, scannedMessage } from '#test/factories/readings/summaries';
import { toFileLine } from './file-line.ts';
import { parseFileLine } from './parse-file-line.ts';

const anyText = fc.string({ unit: 'binary' });
/** Any sequence of UTF-16 units: halves of surrogate pairs, line and paragraph separators, NUL. */
const anyUnits = fc.array(fc.integer({ min: 0, max: 0xff_ff })).map((units) => String.fromCharCode(...units));

const suffix = fc.constantFrom('', '.custom', '.json.v2');
const attribute = fc.oneof(
  fc.record({
    DataType: fc.tuple(fc.constantFrom('String', 'Number'), suffix).map((parts) => parts.join('')),
    StringValue: anyUnits,
  }),
  fc.record({
    DataType: suffix.map((end) => `Binary${end}`),
    BinaryValue: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')),
  }),
);

const message = fc
  .record({
    messageId: fc.uuid(),
    body: fc.oneof(anyUnits, anyText, fc.json()),
    attributes: fc.dictionary(fc.stringMatching(/^[A-Za-z][\w.-]{0,20}$/), attribute, { maxKeys: 10 }),
    sentAtMs: fc.nat(),
    groupId: fc.option(anyUnits),
    deduplicationId: fc.option(anyUnits),
    traceHeader: fc.option(anyUnits),
    deadLetterSource: fc.option(anyUnits),
  })
  .map(scannedMessage);

describe('a line of a file', () => {
  it('gives the message back as it was, and is one line', () => {
    fc.assert(
      fc.property(message, fc.boolean(), (written, isRecorded) => {
        const attempt = isRecorded ? latestAttempt({ messageId: written.messageId }) : undefined;
        const line = toFileLine(written, attempt, 'orders-dlq');
        expect(line).not.toMatch(/[\r\n]/);
        // As it comes through a file.
        const read = parseFileLine(Buffer.from(line).toString(), 1);
        expect(read).toEqual({
          message: {
            messageId: written.messageId,
            body: written.body,
            attributes: written.attributes,
            groupId: written.groupId,
            deduplicationId: written.deduplicationId,
            traceHeader: written.traceHeader,
            deadLetterSource: written.deadLetterSource,
            lineage: null,
            queue: 'orders-dlq',
            sentAtMs: written.sentAtMs,
          },
        });
      }),
    );
  });

  it('keeps lineage', () => {
    const lineage = { root: 'first', generation: 2, receives: 6, job: 'j-1', origin: 'orders' };
    const attributes = {
      [LINEAGE_ATTRIBUTE]: { DataType: 'String', StringValue: JSON.stringify(lineage) },
    };
    const written = scannedMessage({ messageId: 'm', attributes, generation: 2, lineage });
    expect(parseFileLine(toFileLine(written, undefined, 'q'), 1)).toMatchObject({ message: { lineage } });
  });

  it('never throws, whatever a line holds', () => {
    fc.assert(
      fc.property(fc.oneof(anyUnits, fc.json()), (line) => {
        const read = parseFileLine(line, 7);
        const isClear =
          'problem' in read ? /^Line 7: ./.test(read.problem) : typeof read.message.body === 'string';
        expect(isClear).toBe(true);
      }),
    );
  });
});
