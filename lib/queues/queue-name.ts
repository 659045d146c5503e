import { DomainError } from '#lib/errors';

/** 1..80 letters, digits, hyphens and underscores; a FIFO queue's name ends in `.fifo`. */
const QUEUE_NAME = /^(?=.{1,80}$)[A-Za-z0-9_-]+(\.fifo)?$/;

/**
 * `name`, if a queue can have it.
 * @throws DomainError `queue-not-found` otherwise: no such queue exists anywhere.
 */
export function parseQueueName(name: string): string {
  if (QUEUE_NAME.test(name)) return name;
  throw new DomainError('queue-not-found', `There is no queue "${name.slice(0, 80)}".`);
}

/** `arn:aws:sqs:us-east-1:000000000000:dlq` → `dlq` */
export function queueNameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

/** `http://127.0.0.1:4566/000000000000/dlq` → `dlq` */
export function queueNameOfUrl(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
