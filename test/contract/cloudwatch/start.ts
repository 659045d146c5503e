import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { onTestFinished } from 'vitest';
import { createManualClock } from '#engine/core/manual-clock';
import { startEngine } from '#engine/engine';

/** 2026-01-01T00:00:00Z, where the manual clock starts. */
const START_MS = Date.UTC(2026, 0, 1);

/** A time so many minutes after the start. */
export function minute(minutes: number): Date {
  return new Date(START_MS + minutes * 60_000);
}

/** An engine of its own for one test, with a clock that only the test moves. */
export async function startCloudWatch() {
  const clock = createManualClock(START_MS);
  const engine = await startEngine({ port: 0, clock });
  const client = new CloudWatchClient({
    endpoint: engine.endpoint,
    region: engine.account.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    client.destroy();
    await engine.close();
  });
  return { clock, engine, client };
}
