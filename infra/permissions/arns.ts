import type { GrantTarget } from './grants.ts';

/** ARNs to put in the place of targets: strings, or what SST knows of resources that are to be made. */
export interface GrantedArns<Arn> {
  queues: readonly Arn[];
  deadLetterQueues: readonly Arn[];
  jobsQueue: Arn;
  table: Arn;
  index: Arn;
  functions: readonly Arn[];
  /** Those of other stacks that have a dead-letter queue here, with their versions and aliases. */
  functionsToRunAgain: readonly Arn[];
  everyFunction: Arn;
  /** The queue that feeds the function in question. */
  sourceQueue?: Arn;
}

/** The resources of one statement. */
export function arnsOf<Arn>(target: GrantTarget, arns: GrantedArns<Arn>): readonly (Arn | '*')[] {
  const { queues, deadLetterQueues, sourceQueue } = arns;
  const resources: Readonly<Record<GrantTarget, readonly (Arn | '*')[]>> = {
    anything: ['*'],
    'named queues': [...queues, ...deadLetterQueues],
    'dead-letter queues': deadLetterQueues,
    'jobs queue': [arns.jobsQueue],
    'source queue': sourceQueue === undefined ? [] : [sourceQueue],
    'state table': [arns.table],
    'state table and index': [arns.table, arns.index],
    'named functions': arns.functions,
    'functions to run again': arns.functionsToRunAgain,
    'every function': [arns.everyFunction],
  };
  return resources[target];
}
