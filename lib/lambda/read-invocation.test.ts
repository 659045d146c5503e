import { describe, expect, it } from 'vitest';
import { readInvocation } from './read-invocation.ts';

const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const REASON = {
  RequestID: text('e0b1'),
  ErrorCode: { DataType: 'Number', StringValue: '200' },
  ErrorMessage: text('card declined'),
};
const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:charge';

function recordOf(change: object = {}, context: object = {}): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: '2026-01-01T00:00:00.000Z',
    requestContext: {
      requestId: 'e0b1',
      functionArn: `${ARN}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
      ...context,
    },
    requestPayload: { order: 7 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorMessage: 'card declined', errorType: 'PaymentDeclined', trace: [] },
    ...change,
  });
}
const fromRecord = (body: string) => readInvocation({ body, attributes: {} });

describe('a dead letter of a function', () => {
  it('is read from its attributes, and is its event byte for byte', () => {
    const body = '{ "n": 1.0,\n"id": 12345678901234567890 }';
    expect(readInvocation({ body, attributes: { ...REASON, other: text('x') } })).toEqual({
      functionName: null,
      requestId: 'e0b1',
      errorCode: '200',
      errorMessage: 'card declined',
      errorType: null,
      condition: null,
      invokeCount: null,
      payload: body,
    });
  });

  it('has no code where the function was never tried, and no message where the error had none', () => {
    const { ErrorCode, ErrorMessage, RequestID } = REASON;
    const read = (attributes: Parameters<typeof readInvocation>[0]['attributes']) =>
      readInvocation({ body: '{}', attributes });
    expect(read({ RequestID, ErrorMessage })).toMatchObject({
      errorCode: null,
      errorMessage: 'card declined',
    });
    expect(read({ RequestID, ErrorCode })).toMatchObject({ errorCode: '200', errorMessage: null });
    expect(read({ RequestID })).toBeNull();
    expect(read({ ErrorCode, ErrorMessage })).toBeNull();
    expect(read({ ...REASON, RequestID: { DataType: 'Number', StringValue: '1' } })).toBeNull();
  });

  it('is one also when its event is a record: the event is what the function could not be run with', () => {
    const body = recordOf();
    expect(readInvocation({ body, attributes: REASON })).toMatchObject({ payload: body, condition: null });
  });
});

describe('a failure record', () => {
  it('is read from its body', () => {
    expect(fromRecord(recordOf())).toEqual({
      functionName: 'charge',
      requestId: 'e0b1',
      errorCode: '200',
      errorMessage: 'card declined',
      errorType: 'PaymentDeclined',
      condition: 'RetriesExhausted',
      invokeCount: 3,
      payload: '{"order":7}',
    });
  });

  it.each([
    [ARN, 'charge'],
    [`${ARN}:live`, 'charge:live'],
    [`${ARN}:42`, 'charge:42'],
  ])('of %s names %s', (functionArn, functionName) => {
    expect(fromRecord(recordOf({}, { functionArn }))).toMatchObject({ functionName });
  });

  it('has the event as it was written, whatever it is', () => {
    const body = recordOf({ requestPayload: '?' }).replace('"?"', '{"id":12345678901234567890, "x":1.0}');
    expect(fromRecord(body)?.payload).toBe('{"id":12345678901234567890, "x":1.0}');
    expect(fromRecord(recordOf({ requestPayload: null }))?.payload).toBe('null');
  });

  it('does without a response, and with one that is no error', () => {
    const never = fromRecord(recordOf({ responseContext: undefined, responsePayload: undefined }));
    expect(never).toMatchObject({ errorCode: null, errorMessage: null, errorType: null });
    const throttled = recordOf({ responseContext: { statusCode: 429 }, responsePayload: 'slow down' });
    expect(fromRecord(throttled)).toMatchObject({ errorCode: '429', errorMessage: null });
  });

  it.each([
    ['a success', recordOf({}, { condition: 'Success' })],
    ['another version', recordOf({ version: '2.0' })],
    ['without its event, as those of streams', recordOf({ requestPayload: undefined })],
    ['of no function', recordOf({}, { functionArn: 'arn:aws:sqs:us-east-1:000000000000:orders' })],
    ['inside something else', JSON.stringify({ detail: JSON.parse(recordOf()) as unknown })],
    ['no JSON', recordOf().slice(1)],
    ['a list of them', `[${recordOf()}]`],
  ])('is none: %s', (_case, body) => {
    expect(fromRecord(body)).toBeNull();
  });
});
