import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, redrivePolicy } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { createQueue } from '#test/factories/queue';
import { requireDeadLetterQueue } from './dead-letter-queue.ts';

const desk = openDesk();

const lookAt = (name: string) => requireDeadLetterQueue({ ctx: desk.ctx, input: { name } });

describe('requireDeadLetterQueue', () => {
  it('lets a dead-letter queue through', async () => {
    const { deadLetters } = await createDeadLetterPair(desk.sqs);
    expect(await lookAt(deadLetters.name)).toMatchObject({ name: deadLetters.name, redrivePolicy: null });
  });

  it('refuses a source, and says where to look instead', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
    const refusal = lookAt(source.name);
    await expect(refusal).rejects.toMatchObject({ code: 'receive-would-count' });
    await expect(refusal).rejects.toThrow(`moves a message to ${deadLetters.name} after 3 receives`);
  });

  it('refuses a dead-letter queue that has a redrive policy of its own', async () => {
    const last = await createQueue(desk.sqs);
    const { deadLetters } = await createDeadLetterPair(desk.sqs, {
      deadLetterAttributes: { RedrivePolicy: redrivePolicy(last.arn, 5) },
    });
    await expect(lookAt(deadLetters.name)).rejects.toMatchObject({ code: 'receive-would-count' });
  });

  it('refuses a queue that is nobody’s dead-letter queue', async () => {
    const { name } = await createQueue(desk.sqs);
    await expect(lookAt(name)).rejects.toMatchObject({ code: 'not-a-dead-letter-queue' });
    await expect(lookAt('gone')).rejects.toMatchObject({ code: 'queue-not-found' });
    await expect(lookAt('no/such/name')).rejects.toMatchObject({ code: 'queue-not-found' });
  });
});

describe('receiving', () => {
  it('happens in one file of the desk, which takes only what requireDeadLetterQueue let through', () => {
    const files = globSync('{app,components,functions,lib}/**/*.{ts,tsx}').filter(
      (file) => !file.includes('.test.'),
    );
    const receiving = files.filter((file) => readFileSync(file, 'utf8').includes('ReceiveMessageCommand'));
    expect(receiving).toEqual(['lib/messages/receive-messages.ts']);
  });
});
