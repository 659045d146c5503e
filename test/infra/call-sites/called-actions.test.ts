import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findCalledActions } from './called-actions.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'redrive-call-sites-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

it('finds requests through imports of every kind, by the names that IAM has for them', () => {
  write(
    'functions/f.ts',
    "import { a } from '#lib/a';\nawait import('../lib/b.ts');\nexport * from './c.ts';",
  );
  write(
    'lib/a.ts',
    "import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';\nnew SendMessageBatchCommand({});",
  );
  write('lib/b.ts', "import {\n  InvokeCommand,\n} from '@aws-sdk/client-lambda';\nnew InvokeCommand({});");
  write('functions/c.ts', "import { GetCommand } from '@aws-sdk/lib-dynamodb';\nnew GetCommand({});");
  expect(findCalledActions(root, ['functions/f.ts'])).toEqual(
    new Map([
      ['sqs:SendMessage', ['lib/a.ts']],
      ['lambda:InvokeFunction', ['lib/b.ts']],
      ['dynamodb:GetItem', ['functions/c.ts']],
    ]),
  );
});

it('does not follow imports of types, and runs in circles once', () => {
  write('lib/a.ts', "import type { B } from './b.ts';\nimport './c.ts';");
  write('lib/b.ts', "import { QueryCommand } from '@aws-sdk/lib-dynamodb';\nnew QueryCommand({});");
  write('lib/c.ts', "import './a.ts';");
  expect(findCalledActions(root, ['lib/a.ts'])).toEqual(new Map());
});

it('refuses to guess the service of a command', () => {
  write('lib/a.ts', 'new PurgeQueueCommand({});');
  expect(() => findCalledActions(root, ['lib/a.ts'])).toThrow('PurgeQueueCommand');
});
