import { describe, expect, it } from 'vitest';
import { countOf, duration } from './wording.ts';

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [30, '30 s'],
    [90, '1 min 30 s'],
    [3601, '1 h'],
    [30_000, '8 h 20 min'],
    [345_600, '4 d'],
    [1_209_599, '13 d 23 h'],
  ])('of %i s is %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe('countOf', () => {
  it.each([
    [1, '1 message'],
    [0, '0 messages'],
    [1200, '1,200 messages'],
  ])('says %i as %s', (count, text) => {
    expect(countOf(count, 'message')).toBe(text);
  });
});
