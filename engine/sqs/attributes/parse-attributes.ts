import { Fault } from '../../core/fault.ts';
import { parsePolicy } from '../permissions/policy.ts';
import { type AttributeDefinition, SETTABLE } from './definitions.ts';
import { parseRedriveAllowPolicy, parseRedrivePolicy } from './redrive-policy.ts';

/** An empty value stands for an attribute that is to be taken away. */
export type ParsedAttributes = Map<string, string>;

/**
 * Checks attributes to set, each by its own rules, and puts their values into canonical form, so that equal settings are
 * equal texts.
 * @throws {Fault} InvalidAttributeName, InvalidAttributeValue, InvalidParameterValue
 */
export function parseAttributes(fifo: boolean, input: Record<string, string>): ParsedAttributes {
  const parsed: ParsedAttributes = new Map();
  for (const name of Object.keys(input)) {
    const definition = Object.hasOwn(SETTABLE, name) ? SETTABLE[name] : undefined;
    if (!definition || (definition.fifo === 'only' && !fifo)) {
      throw new Fault('InvalidAttributeName', `Unknown Attribute ${name.slice(0, 256)}.`);
    }
    if (definition.fifo === 'named' && !fifo) {
      throw new Fault(
        'InvalidAttributeName',
        `You can specify the ${name} only when FifoQueue is set to true.`,
      );
    }
    parsed.set(name, canonicalValue(name, definition, input[name] ?? ''));
  }
  if (parsed.get('KmsMasterKeyId') && parsed.get('SqsManagedSseEnabled') === 'true') {
    throw new Fault(
      'InvalidAttributeValue',
      'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
    );
  }
  return parsed;
}

/**
 * `attributes` with `changes` on top. Encryption by SQS gives way to a KMS key.
 * @throws {Fault} InvalidAttributeValue for a limit for each message group while deduplication is for the whole queue
 */
export function mergeAttributes(
  attributes: ReadonlyMap<string, string>,
  changes: ParsedAttributes,
): Map<string, string> {
  const merged = new Map(attributes);
  for (const [name, value] of changes) {
    if (value === '') merged.delete(name);
    else merged.set(name, value);
  }
  if (changes.get('KmsMasterKeyId')) merged.set('SqsManagedSseEnabled', 'false');
  else if (changes.get('SqsManagedSseEnabled') === 'true') {
    merged.delete('KmsMasterKeyId');
    merged.delete('KmsDataKeyReusePeriodSeconds');
  }
  const isLimitedPerGroup = merged.get('FifoThroughputLimit') === 'perMessageGroupId';
  if (isLimitedPerGroup && merged.get('DeduplicationScope') !== 'messageGroup') {
    throw new Fault(
      'InvalidAttributeValue',
      'The perMessageGroupId value for FifoThroughputLimit is allowed only when the value for DeduplicationScope is messageGroup.',
    );
  }
  return merged;
}

function canonicalValue(name: string, definition: AttributeDefinition, value: string): string {
  if (value === '' && 'empty' in definition) return '';
  switch (definition.type) {
    case 'integer': {
      const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
      if (!(number >= definition.min && number <= definition.max)) throw invalid(name);
      return String(number);
    }
    case 'boolean': {
      const lower = value.toLowerCase();
      if (lower !== 'true' && lower !== 'false') throw invalid(name);
      if (name === 'FifoQueue' && lower === 'false') {
        throw invalid(name, ' Reason: Modifying queue type is not supported.');
      }
      return lower;
    }
    case 'choice':
      if (!definition.options.includes(value)) throw invalid(name);
      return value;
    case 'text':
      return value;
    case 'policy':
      if (!parsePolicy(value)) throw invalid(name);
      return value;
    case 'redrivePolicy':
      return JSON.stringify(parseRedrivePolicy(value));
    default:
      return JSON.stringify(parseRedriveAllowPolicy(value));
  }
}

function invalid(name: string, reason = ''): Fault {
  return new Fault('InvalidAttributeValue', `Invalid value for the parameter ${name}.${reason}`);
}
