import { Fault } from '../../core/fault.ts';
import type { QueueRecord } from '../../core/queue-port.ts';
import { MAPPING_LIMITS } from '../limits.ts';
import { formatRecord } from '../polling/record.ts';
import { matchesPattern } from './match-pattern.ts';
import { parsePattern, type Pattern, PatternError } from './parse-pattern.ts';

/** Whether a record is to reach the function. */
export type RecordFilter = (record: QueueRecord) => boolean;

/** What a pattern may ask of a body. */
type BodyKind = 'any' | 'json' | 'text';

/**
 * A filter of the mapping's patterns: a record passes when one of them matches. A pattern that looks into the body passes
 * JSON only, one that compares the whole body passes text that is not JSON only, as Lambda documents for SQS.
 * @throws {Fault} InvalidParameterValue
 */
export function createRecordFilter(
  patterns: readonly string[],
  source: { queueArn: string; region: string },
): RecordFilter {
  if (patterns.length === 0) return () => true;
  const parsed = parsePatterns(patterns).map((pattern) => ({ pattern, bodyKind: bodyKindOf(pattern) }));
  return (record) => {
    const document = JSON.parse(formatRecord(record, source)) as Record<string, unknown>;
    const body = parseBody(record.body);
    return parsed.some(({ pattern, bodyKind }) => {
      if (bodyKind === 'any') return matchesPattern(pattern, document);
      if ((bodyKind === 'json') !== (body !== undefined)) return false;
      return matchesPattern(pattern, { ...document, body: body === undefined ? record.body : body.value });
    });
  };
}

/** @throws {Fault} InvalidParameterValue for what is no pattern, and for too many or too long ones */
export function parsePatterns(patterns: readonly string[]): Pattern[] {
  const { filters, filterPatternLength } = MAPPING_LIMITS;
  if (patterns.length > filters) {
    throw new Fault('InvalidParameterValue', `At most ${filters} filters are allowed in FilterCriteria.`);
  }
  return patterns.map((text) => {
    try {
      if (text.length > filterPatternLength) throw new PatternError('it is too long');
      return parsePattern(text);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      throw new Fault('InvalidParameterValue', 'Invalid filter pattern definition.');
    }
  });
}

function bodyKindOf({ fields, alternatives }: Pattern): BodyKind {
  const own = fields.find(([name]) => name === 'body')?.[1];
  if (own) return Array.isArray(own) ? 'text' : 'json';
  const inside = alternatives.flat().map(bodyKindOf);
  return inside.find((kind) => kind !== 'any') ?? 'any';
}

/** A body that is a JSON document; a bare number or text in JSON counts as text. */
function parseBody(body: string): { value: object } | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { value } : undefined;
  } catch {
    return undefined;
  }
}
