import { randomUUID } from 'node:crypto';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { onTestFinished } from 'vitest';
import { createManualClock } from '#engine/core/manual-clock';
import { startEngine } from '#engine/engine';
import { RUN_PREFIX } from '#test/factories/queue';
import { externalEndpoint, sdkSettings } from '../support/endpoint.ts';

const FIVE_MINUTES_MS = 300_000;
/** 2026-01-01T00:00:00Z on our clock; elsewhere the last multiple of five minutes. */
const START_MS =
  externalEndpoint === undefined
    ? Date.UTC(2026, 0, 1)
    : Math.floor(Date.now() / FIVE_MINUTES_MS) * FIVE_MINUTES_MS;

/** A time so many minutes after the start. */
export function minute(minutes: number): Date {
  return new Date(START_MS + minutes * 60_000);
}

/**
 * CloudWatch for one test: an engine of its own with a clock that only the test moves, or the external endpoint. `namespace`
 * is nobody else's; further ones begin with it.
 */
export async function startCloudWatch() {
  const clock = createManualClock(START_MS);
  const engine = externalEndpoint === undefined ? await startEngine({ port: 0, clock }) : undefined;
  const client = new CloudWatchClient(sdkSettings(engine?.endpoint ?? externalEndpoint ?? ''));
  onTestFinished(async () => {
    client.destroy();
    await engine?.close();
  });
  return { clock, client, namespace: `${RUN_PREFIX}/${randomUUID().slice(0, 8)}` };
}
