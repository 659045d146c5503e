import type { AsyncEvent, EventCondition } from './event.ts';

/**
 * The invocation record that a destination gets, as JSON. Event and answer stand in it as they were written, so that no number in them is
 * rounded. An event that was never tried has no response; one that was refused has no payload in it.
 */
export function destinationRecord(
  event: AsyncEvent,
  { condition, functionArn, nowMs }: { condition: EventCondition; functionArn: string; nowMs: number },
): string {
  const { response } = event;
  const members = [
    member('version', '1.0'),
    member('timestamp', new Date(nowMs).toISOString()),
    member('requestContext', {
      requestId: event.requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: condition === 'Success' ? 1 : event.invokeCount,
    }),
    `"requestPayload":${event.payload}`,
  ];
  if (response && condition !== 'ZeroReservedConcurrency') {
    const { statusCode, failed, payload } = response;
    const context = { statusCode, executedVersion: '$LATEST', ...(failed && { functionError: 'Unhandled' }) };
    members.push(member('responseContext', context));
    if (payload !== null) members.push(`"responsePayload":${payload}`);
  }
  return `{${members.join(',')}}`;
}

function member(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}
