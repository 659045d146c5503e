import { Fault } from '../../core/fault.ts';
import { LIMITS } from '../limits.ts';

/**
 * `tags` with `changes` on top.
 * @throws {Fault} InvalidParameterValue for an unfit key or value, or more than 50 tags
 */
export function mergeTags(
  tags: ReadonlyMap<string, string>,
  changes: Record<string, string>,
): Map<string, string> {
  const merged = new Map(tags);
  for (const key of Object.keys(changes)) {
    const value = changes[key] ?? '';
    if (key.length < 1 || key.length > 128 || key.toLowerCase().startsWith('aws:')) {
      throw new Fault(
        'InvalidParameterValue',
        'A tag key must be 1 to 128 characters long and must not start with aws:.',
      );
    }
    if (value.length > 256) {
      throw new Fault('InvalidParameterValue', 'A tag value can be at most 256 characters long.');
    }
    merged.set(key, value);
  }
  if (merged.size > LIMITS.queueTags) {
    throw new Fault('InvalidParameterValue', `A queue can have at most ${LIMITS.queueTags} tags.`);
  }
  return merged;
}
