import type { Account } from '../../core/account.ts';
import type { Clock } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';
import type { QueuePort } from '../../core/queue-port.ts';
import type { EventInvokeSettings } from '../function-definition.ts';
import { functionArn, parseFunctionName } from '../registry/function-name.ts';
import type { AsyncMetrics } from './async-metrics.ts';
import { deadLetter } from './dead-letter.ts';
import { destinationRecord } from './destination-record.ts';
import type { AsyncEvent, EventCondition } from './event.ts';

/** Where the outcome of an event goes. */
export type OutcomeTargets = Pick<EventInvokeSettings, 'onSuccess' | 'onFailure'> & {
  /** ARN of a queue. */
  deadLetterQueue: string | null;
};

/**
 * Sends the outcome of an event to the function's dead-letter queue and to its destination, whichever are set; both are independent.
 * What cannot be delivered is counted and logged, and gone.
 */
export function createOutcomeDelivery(options: {
  clock: Clock;
  account: Account;
  queues: QueuePort;
  /** Invokes a function with a record, asynchronously. @throws Fault FunctionNotFound */
  invoke: (functionName: string, payload: string) => void;
  log: (line: string) => void;
}) {
  const { clock, account, queues, invoke, log } = options;

  const attempt = (what: string, send: () => void): boolean => {
    try {
      send();
      return true;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      log(`engine: ${what}: ${error.message}`);
      return false;
    }
  };

  const sendRecord = (targetArn: string, record: string) => {
    if (targetArn.split(':')[2] === 'lambda') invoke(parseFunctionName(targetArn, account), record);
    else queues.send({ queueArn: targetArn, body: record, attributes: {} });
  };

  return (
    event: AsyncEvent,
    condition: EventCondition,
    { targets, metrics }: { targets: OutcomeTargets; metrics: AsyncMetrics },
  ): void => {
    const nowMs = clock.nowMs();
    const hasFailed = condition !== 'Success';
    const { deadLetterQueue } = targets;
    const destination = hasFailed ? targets.onFailure : targets.onSuccess;
    if (hasFailed && deadLetterQueue !== null) {
      const isSent = attempt(`dead letter of ${event.functionName} to ${deadLetterQueue}`, () =>
        queues.send({ queueArn: deadLetterQueue, ...deadLetter(event, condition) }),
      );
      if (!isSent) metrics.counted('DeadLetterErrors', nowMs);
    }
    if (destination !== undefined) {
      const record = destinationRecord(event, {
        condition,
        functionArn: functionArn(account, event.functionName),
        nowMs,
      });
      const isSent = attempt(`record of ${event.functionName} to ${destination}`, () =>
        sendRecord(destination, record),
      );
      if (!isSent) metrics.counted('DestinationDeliveryFailures', nowMs);
    }
  };
}
