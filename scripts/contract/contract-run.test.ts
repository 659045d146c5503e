import { describe, expect, it } from 'vitest';
import { parseContractRun } from './contract-run.ts';

describe('parseContractRun', () => {
  it('runs everything on our own engine unless told otherwise', () => {
    expect(parseContractRun([])).toEqual({ kind: 'run', endpoint: undefined, filters: [] });
  });

  it('takes an endpoint and path filters in any order', () => {
    expect(parseContractRun(['sqs/fifo', '--endpoint', 'http://127.0.0.1:9324/', 'sqs/moves'])).toEqual({
      kind: 'run',
      endpoint: 'http://127.0.0.1:9324',
      filters: ['sqs/fifo', 'sqs/moves'],
    });
    expect(parseContractRun(['--endpoint=https://sqs.example.org'])).toMatchObject({
      endpoint: 'https://sqs.example.org',
    });
  });

  it.each([['--help'], ['-h'], ['--help', '--endpoint', 'nonsense']])('helps when asked: %s', (...args) => {
    expect(parseContractRun(args)).toEqual({ kind: 'help' });
  });

  it.each([
    [['--watch'], "Unknown option '--watch'."],
    [['--', '--watch'], '"--watch" is no path.'],
    [['--endpoint'], 'endpoint'],
    [['--endpoint', ''], '""'],
    [['--endpoint', '127.0.0.1:9324'], '"127.0.0.1:9324"'],
    [['--endpoint', 'localhost'], '"localhost"'],
    [['--endpoint', 'ftp://127.0.0.1'], '"ftp://127.0.0.1"'],
  ])('refuses %j and shows the usage', (args, reason) => {
    const attempt = () => parseContractRun(args);
    expect(attempt).toThrow(reason);
    expect(attempt).toThrow(/Usage: npm run test:contract/);
  });
});
