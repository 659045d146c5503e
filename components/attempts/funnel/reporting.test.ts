import { describe, expect, it } from 'vitest';
import { funnel, step } from '#test/factories/readings/retries';
import { judgeReporting } from './reporting.ts';

describe('judgeReporting', () => {
  it('believes attempts that were counted, whatever SQS says', () => {
    expect(judgeReporting(funnel([step('1', 3, 0)]), undefined)).toBe('reporting');
  });

  it('tells a consumer that says nothing from a queue where nothing happened', () => {
    expect(judgeReporting(funnel([]), [null, 0, 4])).toBe('silent');
    expect(judgeReporting(funnel([]), [null, 0, 0])).toBe('idle');
  });

  it('claims nothing before both were read, or when CloudWatch refuses', () => {
    expect(judgeReporting(undefined, [4])).toBe('unknown');
    expect(judgeReporting(funnel([]), undefined)).toBe('unknown');
    expect(judgeReporting(funnel([], { error: 'Denied.' }), [4])).toBe('unknown');
  });
});
