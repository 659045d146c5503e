import { describe, expect, it } from 'vitest';
import type { Clock } from '#lib/clock';
import { DomainError } from '#lib/errors';
import { createPatientReads } from './patient-reads.ts';

/** A clock whose waits end when the test says so. */
function openReads() {
  let nowMs = 0;
  let lose = () => {};
  const clock: Clock = {
    nowMs: () => nowMs,
    wait: (_ms, signal) =>
      new Promise((resolve) => {
        lose = resolve;
        signal?.addEventListener('abort', () => resolve());
      }),
  };
  const reads = createPatientReads<string>({ clock, ttlMs: 60_000, patienceMs: 1000 });
  return { reads, losePatience: () => lose(), pass: (ms: number) => void (nowMs += ms) };
}

describe('createPatientReads', () => {
  it('gives what was read', async () => {
    const { reads } = openReads();
    expect(await reads.read('a', async () => 'value')).toEqual({ value: 'value', error: null });
  });

  it('goes on without a slow read, and has its value for who comes later', async () => {
    const { reads, losePatience } = openReads();
    let answer: (value: string) => void = () => {};
    const load = () => new Promise<string>((resolve) => (answer = resolve));
    const first = reads.read('a', load);
    losePatience();
    expect(await first).toEqual({ value: null, error: null });
    answer('late');
    expect(await reads.read('a', () => Promise.reject(new TypeError('asked twice')))).toEqual({
      value: 'late',
      error: null,
    });
  });

  it('asks again for what was refused only after the time to live', async () => {
    const { reads, pass } = openReads();
    let asked = 0;
    const load = () => Promise.reject(new DomainError('access-denied', `refusal ${(asked += 1)}`));
    const messageOf = async () => (await reads.read('a', load)).error?.message;
    expect([await messageOf(), await messageOf()]).toEqual(['refusal 1', 'refusal 1']);
    pass(60_000);
    expect(await messageOf()).toBe('refusal 2');
  });

  it('does not swallow bugs', async () => {
    const { reads } = openReads();
    await expect(reads.read('a', () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
  });
});
