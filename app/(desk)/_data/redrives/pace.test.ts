import { describe, expect, it } from 'vitest';
import { outcome, redriveJob } from '#test/factories/redrives/job';
import { toPlanKey } from './plan-key.ts';
import { paceOf } from './use-job.ts';

describe('paceOf', () => {
  it('watches closely while a job is active, then only while outcomes are to come', () => {
    expect(paceOf(undefined)).toBe(1000);
    expect(paceOf(redriveJob())).toBe(1000);
    expect(paceOf(redriveJob({ status: 'completed', outcome: outcome({ pending: 1 }) }))).toBe(5000);
    expect(paceOf(redriveJob({ status: 'stopped', outcome: outcome({ failingAgain: 1 }) }))).toBe(5000);
    expect(paceOf(redriveJob({ status: 'completed', outcome: outcome({ succeeded: 9 }) }))).toBe(0);
    expect(paceOf(redriveJob({ action: 'delete', status: 'completed' }))).toBe(0);
  });
});

describe('toPlanKey', () => {
  const request = { source: 'dlq', selection: { all: true as const } };
  const canary = { stages: [1, 5], maxFailureRatio: 0 };

  it('does not change with what no plan depends on', () => {
    const key = toPlanKey({ ...request, canary });
    expect(toPlanKey({ ...request, canary, reason: 'because', idempotencyKey: 'k' })).toBe(key);
    expect(toPlanKey({ ...request, canary: { stages: [2], maxFailureRatio: 1 } })).toBe(key);
  });

  it('changes with everything else', () => {
    const keys = [
      request,
      { ...request, canary },
      { ...request, ratePerSecond: 5 },
      { ...request, target: 'orders' },
      { ...request, allowManyGenerations: true },
      { ...request, engine: 'aws' as const },
    ].map(toPlanKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
