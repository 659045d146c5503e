import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { startEngine } from '#engine/engine';

const STORY = fileURLToPath(new URL('story.py', import.meta.url));

const hasBoto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;
const unless = hasBoto3 ? '' : ' (skipped: python3 with boto3 is not installed here)';

it.skipIf(!hasBoto3)(`an unmodified boto3 takes a message from failure to redrive${unless}`, async () => {
  const engine = await startEngine({ port: 0 });
  try {
    const { stdout } = await promisify(execFile)('python3', [STORY, engine.endpoint], { timeout: 25_000 });
    expect(stdout.trim()).toBe('the story holds');
  } finally {
    await engine.close();
  }
});
