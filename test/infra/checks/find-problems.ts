import type { StackGraph } from '../graph/types.ts';
import { findConsumerProblems } from './consumers.ts';
import { findExposureProblems } from './exposure.ts';
import { findAlarmProblems, findKeepingProblems } from './keeping.ts';
import { findPermissionProblems } from './permissions.ts';
import { findQueueProblems } from './queues.ts';
import { findWebProblems } from './web.ts';

/** Everything that is wrong with the resources of a stage, one sentence each. `topics` are those that alarms must tell. */
export function findProblems(graph: StackGraph, stage: string, topics: readonly string[] = []): string[] {
  return [
    ...findQueueProblems(graph, stage),
    ...findConsumerProblems(graph, stage),
    ...findPermissionProblems(graph, stage),
    ...findExposureProblems(graph),
    ...findAlarmProblems(graph, stage, topics),
    ...findKeepingProblems(graph, stage),
    ...findWebProblems(graph, stage),
  ];
}
