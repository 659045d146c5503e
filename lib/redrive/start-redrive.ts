import type { Context } from '#lib/context';
import { parseInput } from '#lib/parse-input';
import { RedriveSchema } from './redrive-schema.ts';
import { moveSelected } from './selected/move-selected.ts';
import { startMove } from './tasks/start-move.ts';
import type { RedriveResult } from './types.ts';

/**
 * Puts dead letters back to work: all of them by AWS's move task, or up to 1,000 by their ids.
 * @throws DomainError `invalid-input`, and those of `startMove` and `moveSelected`
 */
export async function startRedrive({
  ctx,
  input,
}: {
  ctx: Context;
  input: { request: unknown };
}): Promise<RedriveResult> {
  const { source, target, selection, ratePerSecond } = parseInput(RedriveSchema, input.request);
  const to = target === undefined ? {} : { target };
  if ('messageIds' in selection) {
    const { messageIds } = selection;
    return { kind: 'selected', result: await moveSelected({ ctx, input: { source, ...to, messageIds } }) };
  }
  const rate = ratePerSecond === undefined ? {} : { ratePerSecond };
  return { kind: 'task', task: await startMove({ ctx, input: { source, ...to, ...rate } }) };
}
