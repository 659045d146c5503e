import type { Context } from '#lib/context';
import type { JobRequest } from '../jobs/new-job.ts';
import { examine, type Examination } from './examine.ts';

/** How many messages a job is about, scaled up from those that were looked at. Exact for ids; for everything as exact as SQS counts. */
export function countSelected({ selection }: Pick<JobRequest, 'selection'>, seen: Examination): number {
  if ('messageIds' in selection) return selection.messageIds.length;
  if ('all' in selection) return seen.about;
  const scale = seen.examined === 0 ? 0 : Math.max(1, seen.about / seen.examined);
  return Math.round(seen.selected.length * scale);
}

/**
 * The same from a look of its own, or from the one that the plan of a moment ago took.
 * @throws DomainError those of `examine`
 */
export async function estimateSelected(ctx: Context, request: JobRequest): Promise<number> {
  return countSelected(request, await examine(ctx, request));
}
