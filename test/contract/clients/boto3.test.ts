import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { startEngine } from '#engine/engine';
import { ownEngine } from '../support/endpoint.ts';

const STORY = fileURLToPath(new URL('story.py', import.meta.url));

const hasBoto3 = spawnSync('python3', ['-c', 'import boto3']).status === 0;
const runs = hasBoto3 && ownEngine;
const reason = hasBoto3 ? 'its queues have fixed names' : 'python3 with boto3 is not installed here';
const unless = runs ? '' : ` (skipped: ${reason})`;

it.runIf(runs)(`an unmodified boto3 takes a message from failure to redrive${unless}`, async () => {
  const engine = await startEngine({ port: 0 });
  try {
    const { stdout } = await promisify(execFile)('python3', [STORY, engine.endpoint], { timeout: 25_000 });
    expect(stdout.trim()).toBe('the story holds');
  } finally {
    await engine.close();
  }
});
