import { queueNameOfArn } from '#lib/queues/queue-name';

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
