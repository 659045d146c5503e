import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { LIMITS } from '../limits.ts';
import type { MessageAttribute } from '../state/message.ts';
import { checkText } from './text.ts';

/** An attribute as it travels; `BinaryValue` is base64. */
export interface AttributeInput {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
  StringListValues?: unknown[];
  BinaryListValues?: unknown[];
}

export const ATTRIBUTE_MAP_SHAPE: Shape = {
  type: 'map',
  of: {
    type: 'structure',
    members: {
      DataType: { type: 'string' },
      StringValue: { type: 'string' },
      BinaryValue: { type: 'blob' },
      StringListValues: { type: 'list', of: { type: 'any' } },
      BinaryListValues: { type: 'list', of: { type: 'any' } },
    },
    required: ['DataType'],
  },
};

export const NO_ATTRIBUTES: readonly MessageAttribute[] = [];

const NAME = /^[\w.-]+$/;
const RESERVED_NAME = /^(aws|amazon)\./i;
const TYPE = /^(String|Number|Binary)(\..+)?$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * The attributes of a message to send, sorted by name and checked; binary values in canonical base64.
 * @throws {Fault} InvalidParameterValue, InvalidMessageContents, UnsupportedOperation (list values)
 */
export function parseMessageAttributes(
  input: Record<string, AttributeInput> | undefined,
): readonly MessageAttribute[] {
  if (!input) return NO_ATTRIBUTES;
  const names = Object.keys(input);
  if (names.length === 0) return NO_ATTRIBUTES;
  if (names.length > LIMITS.messageAttributes) {
    throw invalid(
      `Number of message attributes [${names.length}] exceeds the allowed maximum [${LIMITS.messageAttributes}].`,
    );
  }
  names.sort();
  return names.map((name) => parseAttribute(name, input[name] as AttributeInput));
}

function parseAttribute(name: string, input: AttributeInput): MessageAttribute {
  checkName(name);
  const { DataType: dataType } = input;
  const kind = TYPE.exec(dataType)?.[1];
  if (kind === undefined || dataType.length > LIMITS.messageAttributeTypeLength) {
    throw invalid(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  if (input.StringListValues?.length || input.BinaryListValues?.length) {
    throw new Fault('UnsupportedOperation', 'Message attribute list values are not supported.');
  }
  if (kind === 'Binary') {
    const bytes = Buffer.from(input.BinaryValue ?? '', 'base64');
    if (bytes.length === 0) throw empty(name, 'Binary');
    return { name, dataType, binaryValue: bytes.toString('base64') };
  }
  const { StringValue: stringValue = '' } = input;
  if (stringValue === '') throw empty(name, 'String');
  checkText(stringValue);
  if (kind === 'Number' && !NUMBER.test(stringValue)) {
    throw invalid(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return { name, dataType, stringValue };
}

function checkName(name: string): void {
  const shown = name.slice(0, LIMITS.messageAttributeNameLength);
  if (name.length > LIMITS.messageAttributeNameLength) {
    throw invalid(`Message (user) attribute name '${shown}' is longer than 256 characters.`);
  }
  if (!NAME.test(name) || name.startsWith('.') || name.endsWith('.') || name.includes('..')) {
    throw invalid(
      `Message (user) attribute name '${shown}' can contain letters, digits, underscores, hyphens and single periods only, and no period at either end.`,
    );
  }
  if (RESERVED_NAME.test(name)) {
    throw invalid(
      `Message (user) attribute name '${shown}' must not start with the reserved AWS. or Amazon.`,
    );
  }
}

/** What attributes add to the size of a message: names, types and values. */
export function measureAttributes(input: Record<string, AttributeInput> | undefined): number {
  if (!input) return 0;
  let sizeBytes = 0;
  for (const name of Object.keys(input)) {
    const { DataType, StringValue, BinaryValue } = input[name] as AttributeInput;
    sizeBytes += Buffer.byteLength(name) + Buffer.byteLength(DataType);
    if (StringValue !== undefined) sizeBytes += Buffer.byteLength(StringValue);
    if (BinaryValue !== undefined) sizeBytes += Buffer.byteLength(BinaryValue, 'base64');
  }
  return sizeBytes;
}

function empty(name: string, type: string): Fault {
  return invalid(`Message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`);
}

function invalid(message: string): Fault {
  return new Fault('InvalidParameterValue', message);
}
