import { describe, expect, it } from 'vitest';
import { parseQuery } from '../parse-query.ts';
import { narrows } from './narrows.ts';

function isNarrower(next: string, before: string): boolean {
  const [later, earlier] = [parseQuery(next).query, parseQuery(before).query];
  if (!later || !earlier) throw new Error(`${next} or ${before} is no query`);
  return narrows(later, earlier);
}

describe('narrows', () => {
  it.each([
    ['graz', ''],
    ['graz', 'gra'],
    ['GRAZ', 'raz'],
    ['graz refund', 'graz'],
    ['refund graz', 'graz refund'],
    ['graz OR grave', 'gra'],
    ['graz', 'gra OR turku'],
    ['body.city~Graz', 'body.city~gra'],
    ['body.city:Gra*', 'body.city:G*'],
    ['body.city:Graz', 'body.city:*'],
    ['-gra', '-graz'],
  ])('%s finds nothing that %s does not', (next, before) => expect(isNarrower(next, before)).toBe(true));

  it.each([
    ['gra', 'graz'],
    ['turku', 'gra'],
    ['graz OR turku', 'gra'],
    ['body.type:refund', 'body.type:refun'],
    ['body.city:Graz', 'body.town:Graz'],
    ['body.city:*raz', 'body.city:ra*'],
    ['-graz', '-gra'],
    ['age>1h', 'age>1h'],
  ])('nothing is said of %s after %s', (next, before) => expect(isNarrower(next, before)).toBe(false));
});
