import { describe, expect, it } from 'vitest';
import { Fault } from '../../core/fault.ts';
import { parseFunctionName } from './function-name.ts';

const ACCOUNT = { accountId: '123456789012', region: 'eu-west-1' };
const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';

describe('parseFunctionName', () => {
  it.each([
    'orders',
    'orders:$LATEST',
    'function:orders',
    '123456789012:function:orders',
    ARN,
    `${ARN}:$LATEST`,
  ])('finds the name in %s', (text) => {
    expect(parseFunctionName(text, ACCOUNT)).toBe('orders');
  });

  it.each([
    ['orders:7', `${ARN}:7`],
    [
      'arn:aws:lambda:us-east-1:123456789012:function:orders',
      'arn:aws:lambda:us-east-1:123456789012:function:orders',
    ],
    ['999999999999:function:orders', 'arn:aws:lambda:eu-west-1:999999999999:function:orders'],
  ])('does not know %s', (text, arn) => {
    expect(() => parseFunctionName(text, ACCOUNT)).toThrow(
      new Fault('FunctionNotFound', `Function not found: ${arn}`),
    );
  });

  it('does not know a version given apart', () => {
    expect(() => parseFunctionName('orders', ACCOUNT, 'prod')).toThrow(`Function not found: ${ARN}:prod`);
  });

  it.each(['', 'two words', 'arn:aws:sqs:eu-west-1:123456789012:orders', 'a'.repeat(65)])(
    'refuses %j',
    (text) => {
      expect(() => parseFunctionName(text, ACCOUNT)).toThrow('1 validation error detected');
    },
  );
});
