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

/**
 * What `arn` is called beside `ownArn`: its name in the same account and region, where names are enough; otherwise the ARN as it is.
 * Only AWS knows whether it takes such a one; the desk must not mix it up with its own of the same name.
 */
export function queueNameBeside(ownArn: string, arn: string): string {
  const name = queueNameOfArn(arn);
  return ownArn === '' || arn.slice(0, -name.length) === ownArn.slice(0, -queueNameOfArn(ownArn).length)
    ? name
    : arn;
}

/** Whether {@link queueNameBeside} gave an ARN: of a queue that cannot be asked for by its name here. */
export function isElsewhere(name: string): boolean {
  return name.startsWith('arn:');
}

/** `http://127.0.0.1:4566/000000000000/dlq` → `dlq` */
export function queueNameOfUrl(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
