import { describe, expect, it } from 'vitest';

import { allowsSource, parseRedriveAllowPolicy, parseRedrivePolicy } from './redrive-policy.ts';

const ARN = 'arn:aws:sqs:us-east-1:000000000000:q';

describe('a redrive policy', () => {
  it.each([3, '3'])('takes the count %j', (maxReceiveCount) => {
    expect(parseRedrivePolicy(JSON.stringify({ deadLetterTargetArn: ARN, maxReceiveCount }))).toEqual({
      deadLetterTargetArn: ARN,
      maxReceiveCount: 3,
    });
  });

  it.each([
    [{ maxReceiveCount: 3 }, 'Redrive policy does not contain mandatory attribute: deadLetterTargetArn.'],
    [{ deadLetterTargetArn: ARN }, 'Redrive policy does not contain mandatory attribute: maxReceiveCount.'],
    [
      { deadLetterTargetArn: ARN, maxReceiveCount: 1001 },
      'Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive.',
    ],
    [[], 'Redrive policy is not a valid JSON map.'],
  ])('refuses %j', (policy, reason) => {
    const text = JSON.stringify(policy);
    expect(() => parseRedrivePolicy(text)).toThrow(
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    );
  });
});

describe('a redrive allow policy', () => {
  it.each([
    [undefined, true],
    ['{"redrivePermission":"allowAll"}', true],
    ['{}', true],
    ['{"redrivePermission":"denyAll"}', false],
    [`{"redrivePermission":"byQueue","sourceQueueArns":["${ARN}"]}`, true],
    ['{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:us-east-1:000000000000:other"]}', false],
  ])('%j lets the queue in: %j', (text, allowed) => {
    expect(allowsSource(text === undefined ? undefined : parseRedriveAllowPolicy(text), ARN)).toBe(allowed);
  });

  it.each([
    '{"redrivePermission":"some"}',
    '{"redrivePermission":"byQueue"}',
    '{"redrivePermission":"byQueue","sourceQueueArns":[]}',
    `{"redrivePermission":"denyAll","sourceQueueArns":["${ARN}"]}`,
    `{"redrivePermission":"byQueue","sourceQueueArns":${JSON.stringify(Array.from({ length: 11 }, () => ARN))}}`,
    'null',
  ])('refuses %s', (text) => {
    expect(() => parseRedriveAllowPolicy(text)).toThrow(
      /^Value .* for parameter RedriveAllowPolicy is invalid/,
    );
  });
});
