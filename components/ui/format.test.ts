import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatMinutes,
  formatSeconds,
  formatShare,
} from './format.ts';

describe('formatCount', () => {
  it('groups thousands and tells unknown from zero', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect(formatCount(0)).toBe('0');
    expect(formatCount(null)).toBe('—');
    expect(formatCount(undefined)).toBe('—');
  });

  it('counts things', () => {
    expect(formatCounted(1, 'message')).toBe('1 message');
    expect(formatCounted(0, 'message')).toBe('0 messages');
    expect(formatCounted(1000, 'entry', 'entries')).toBe('1,000 entries');
  });
});

describe('formatShare', () => {
  it.each([
    [0, 7, '0 %'],
    [1, 10_000, '0.1 %'],
    [3, 90, '3.3 %'],
    [1, 3, '33 %'],
    [985, 1000, '99 %'],
    [995, 1000, '99.5 %'],
    [9_999, 10_000, '99.9 %'],
    [7, 7, '100 %'],
  ])('%d of %d is %s', (part, whole, text) => {
    expect(formatShare(part, whole)).toBe(text);
  });
});

describe('formatSeconds', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [42, '42 s'],
    [60, '1 min'],
    [185, '3 min 5 s'],
    [3600, '1 h'],
    [3601, '1 h'],
    [345_600, '4 d'],
    [90_061, '1 d 1 h'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe('formatAge', () => {
  it.each([
    [-1, '0 s'],
    [0.4, '0 s'],
    [59.9, '59 s'],
    [119, '1 min'],
    [86_399, '23 h'],
    [259_200, '3 d'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatAge(seconds)).toBe(text);
  });
});

describe('formatMinutes', () => {
  it('claims no more precision than a measurement a minute has', () => {
    expect(formatMinutes(0)).toBe('under 1 min');
    expect(formatMinutes(60)).toBe('1 min');
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [262_144, '256 KiB'],
    [1_048_576, '1 MiB'],
    [1_572_864, '1.5 MiB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [-3, '0 ms'],
    [0.4, '0 ms'],
    [120, '120 ms'],
    [999.6, '1 s'],
    [1234, '1.2 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min'],
    [185_000, '3 min 5 s'],
  ])('%d ms is %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});
