import { parseArgs } from 'node:util';
import { Failure } from '../desk/failure.ts';

/** What `npm run test:contract` was asked to do. */
export type ContractRun =
  | { kind: 'help' }
  | {
      kind: 'run';
      /** Origin of the server under test; undefined for our own engine and its manual clock. */
      endpoint: string | undefined;
      /** Parts of test file paths; empty for all files. */
      filters: string[];
    };

export const CONTRACT_USAGE = `Usage: npm run test:contract -- [--endpoint URL] [path filters...]

Runs the contract suite: what SQS, CloudWatch and Lambda do, written as tests.

  --endpoint URL   test the server at this URL, for example http://127.0.0.1:4566, and really wait there;
                   without it the suite drives Redrive's own engine and moves its clock
  path filters     run only the files whose path contains one of them, for example sqs/fifo`;

/** Reads the arguments after the script's name. Throws a Failure with the usage for anything it does not know. */
export function parseContractRun(args: readonly string[]): ContractRun {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  const flag = positionals.find((filter) => filter.startsWith('-'));
  if (flag !== undefined) throw refuse(`"${flag}" is no path.`);
  return { kind: 'run', endpoint: readEndpoint(values.endpoint), filters: positionals };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { endpoint: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('. ');
    throw refuse(reason.replace(/\.?$/, '.'));
  }
}

function readEndpoint(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw refuse(`--endpoint must be a URL such as http://127.0.0.1:4566, not "${text}".`);
  }
  return text.replace(/\/+$/, '');
}

function refuse(reason: string): Failure {
  return new Failure(`${reason}\n\n${CONTRACT_USAGE}`);
}
