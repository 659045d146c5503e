import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInvocation } from './read-invocation.ts';

const MEMBERS = ['version', 'requestContext', 'requestPayload', 'responseContext', 'responsePayload'];
const CONTEXT = ['requestId', 'functionArn', 'condition', 'approximateInvokeCount', 'statusCode'];

/** Bodies from anything to almost a record. */
const bodies = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc
    .record(
      Object.fromEntries(
        MEMBERS.map((name) => [
          name,
          fc.oneof(
            fc.constantFrom<unknown>('1.0', null, 1),
            fc.jsonValue(),
            fc.dictionary(fc.constantFrom(...CONTEXT), fc.jsonValue()),
            fc.constant({
              requestId: 'r',
              functionArn: 'arn:aws:lambda:eu-west-1:1:function:f',
              condition: 'RetriesExhausted',
            }),
          ),
        ]),
      ),
      { requiredKeys: [] },
    )
    .map((record) => JSON.stringify({ version: '1.0', ...record })),
  fc.constantFrom('"requestContext" "requestPayload"', '['.repeat(100_000), '{"requestContext":{}}'),
);

const attributes = fc.dictionary(
  fc.oneof(fc.constantFrom('RequestID', 'ErrorCode', 'ErrorMessage', '__proto__'), fc.string()),
  fc.record(
    {
      DataType: fc.constantFrom('String', 'Number', 'Binary', 'String.json', ''),
      StringValue: fc.string(),
      BinaryValue: fc.base64String(),
    },
    { requiredKeys: ['DataType'] },
  ),
);

/** What must be sent to the function again, as JSON means it. */
function eventIn(body: string, isDeadLetter: boolean): unknown {
  return isDeadLetter ? body : (JSON.parse(body) as { requestPayload: unknown }).requestPayload;
}

describe('readInvocation', () => {
  it('never throws, and what it gives to invoke with again is the event', () => {
    fc.assert(
      fc.property(bodies, attributes, (body, given) => {
        const invocation = readInvocation({ body, attributes: given });
        if (invocation === null) return;
        const { functionName, payload } = invocation;
        const isDeadLetter = functionName === null;
        const event = isDeadLetter ? payload : (JSON.parse(payload) as unknown);
        expect(event).toEqual(eventIn(body, isDeadLetter));
      }),
      { numRuns: 2000 },
    );
  });

  it('is not shy: some of what the property makes are invocations', () => {
    const found = fc
      .sample(fc.tuple(bodies, attributes), { numRuns: 2000, seed: 7 })
      .flatMap(([body, given]) => readInvocation({ body, attributes: given }) ?? []);
    expect(new Set(found.map(({ functionName }) => functionName))).toEqual(new Set([null, 'f']));
  });
});
