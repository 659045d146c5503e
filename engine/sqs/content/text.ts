import { Fault } from '../../core/fault.ts';

/** What XML 1.0 cannot carry; lone surrogates are seen apart. */
// oxlint-disable-next-line no-control-regex -- control characters are the point
const REFUSED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/**
 * Refuses text that SQS does not store.
 * @throws {Fault} InvalidMessageContents
 */
export function checkText(text: string): void {
  if (REFUSED.test(text) || !text.isWellFormed()) {
    throw new Fault(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    );
  }
}

const GROUP_OR_DEDUPLICATION_ID = /^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/;

/**
 * Refuses a MessageGroupId or MessageDeduplicationId that is not 1 to 128 letters, digits and punctuation characters.
 * @throws {Fault} InvalidParameterValue
 */
export function checkIdText(parameter: string, value: string): void {
  if (!GROUP_OR_DEDUPLICATION_ID.test(value)) {
    throw new Fault(
      'InvalidParameterValue',
      `Value ${value.slice(0, 256)} for parameter ${parameter} is invalid. Reason: ${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  }
}
