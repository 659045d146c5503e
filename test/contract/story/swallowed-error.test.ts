import { fileURLToPath } from 'node:url';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { readDepth } from '#test/factories/queue';
import { startLambda, withFunctions } from '../lambda/start.ts';

const VISIBILITY_SECONDS = 5;
const RETENTION_SECONDS = 300;

/** A queue without a dead-letter queue, fed to `handler` after one good and one failing message were sent. */
async function startStory(functions: Parameters<typeof startLambda>[0], functionName: string) {
  const story = await startLambda(functions);
  const sentAtMs = story.clock.nowMs();
  const queue = await story.createQueue('expiry-queue', {
    VisibilityTimeout: String(VISIBILITY_SECONDS),
    MessageRetentionPeriod: String(RETENTION_SECONDS),
  });
  await story.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: queue.url,
      Entries: ['good', 'this will fail'].map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    }),
  );
  await story.map({
    FunctionName: functionName,
    EventSourceArn: queue.arn,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  const held = async () => {
    const { visible, inFlight } = await readDepth(story.sqs, queue.url);
    return visible + inFlight;
  };
  const passUntil = (secondsAfterSend: number) =>
    story.clock.advance(sentAtMs + secondsAfterSend * 1000 - story.clock.nowMs());
  return { ...story, held, passUntil };
}

describe.runIf(withFunctions.holds)(`a queue without a dead-letter queue${withFunctions.unless}`, () => {
  it('loses what fails when the handler swallows the error', async () => {
    const { held, logged, passUntil } = await startStory(
      { 'swallowing-processor.handler': { name: 'swallowing' } },
      'swallowing',
    );
    await logged(/Processing failed/);
    await logged(/^REPORT/);
    await expect.poll(held).toBe(0);
    await passUntil(RETENTION_SECONDS - 1);
    expect(await logged(/Processing failed/)).toHaveLength(1);
  });

  it('keeps what fails, and retries it, until it expires', async () => {
    const entry = fileURLToPath(new URL('../../../functions/processor.ts', import.meta.url));
    const { clock, held, logged, passUntil } = await startStory(
      { 'processor.handler': { name: 'processor', entry, memoryMb: 256 } },
      'processor',
    );
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const failures = await logged(/"message failed"/, attempt);
      expect(JSON.parse(failures.at(-1) ?? '')).toMatchObject({ attempt, errorName: 'ProcessingFailed' });
      await logged(/^REPORT/, attempt);
      await expect.poll(held).toBe(1);
      await clock.advance(VISIBILITY_SECONDS * 1000);
    }
    await passUntil(RETENTION_SECONDS - 1);
    expect(await held()).toBe(1);
    await passUntil(RETENTION_SECONDS + 1);
    expect(await held()).toBe(0);
  });
});
