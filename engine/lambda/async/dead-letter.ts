import type { QueueSend } from '../../core/queue-port.ts';
import { EVENT_LIMITS } from '../limits.ts';
import type { AsyncEvent, EventCondition } from './event.ts';

const ZERO_RESERVED = 'Function not invoked. Function is configured with zero reserved concurrent executions';
/** What SQS takes in no text. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The message for a function's dead-letter queue: the event as it was sent, and in attributes what became of it. */
export function deadLetter(event: AsyncEvent, condition: EventCondition): Omit<QueueSend, 'queueArn'> {
  const { requestId, payload, response } = event;
  const isZeroReserved = condition === 'ZeroReservedConcurrency';
  const errorMessage = isZeroReserved ? ZERO_RESERVED : (response?.refusal ?? messageOf(response?.payload));
  const shown = firstBytes(errorMessage.replaceAll(FORBIDDEN, '\uFFFD'), EVENT_LIMITS.errorMessageBytes);
  return {
    body: payload,
    attributes: {
      RequestID: { DataType: 'String', StringValue: requestId },
      ...(response &&
        !isZeroReserved && {
          ErrorCode: { DataType: 'Number', StringValue: String(response.statusCode) },
        }),
      // An attribute may not be empty.
      ...(shown !== '' && { ErrorMessage: { DataType: 'String', StringValue: shown } }),
    },
  };
}

/** The `errorMessage` of a function error. */
function messageOf(payload: string | null | undefined): string {
  if (payload === null || payload === undefined) return '';
  const error: unknown = JSON.parse(payload);
  if (typeof error !== 'object' || error === null || !('errorMessage' in error)) return payload;
  return String(error.errorMessage);
}

/** As many whole characters as fit. */
function firstBytes(text: string, bytes: number): string {
  const encoded = Buffer.from(text);
  if (encoded.length <= bytes) return text;
  return new TextDecoder().decode(encoded.subarray(0, bytes), { stream: true });
}
