import { StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, createFilledPair } from '#test/factories/dead-letters';
import { receive, receiveCount } from '#test/factories/message';
import { createQueue, readDepth, uniqueQueueName } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { endedMove, startMove } from '../../support/move-task.ts';
import { missingParameter, refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const start = (SourceArn: string, more: Record<string, unknown> = {}) =>
  new StartMessageMoveTaskCommand({ SourceArn, ...more });
const siblingArn = (arn: string) => arn.replace(/[^:]+$/, uniqueQueueName('nowhere'));

describe('StartMessageMoveTask: wire', () => {
  it('sends a handle: base64 of JSON with task id and source', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    const reply = await successReply(contract, start(deadLetters.arn));
    expect(Object.keys(reply.json)).toEqual(['TaskHandle']);
    const handle = JSON.parse(Buffer.from(String(reply.json['TaskHandle']), 'base64').toString()) as unknown;
    expect(handle).toEqual({
      taskId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      sourceArn: deadLetters.arn,
    });
  });
});

describe('StartMessageMoveTask: validation', () => {
  it('refuses a source that is nobody’s dead-letter queue', async () => {
    const queue = await createQueue(contract.sqs);
    const destination = await createQueue(contract.sqs);
    const refused = wireError(
      'InvalidParameterValue',
      'Source queue must be configured as a Dead Letter Queue.',
    );
    expect(await refusal(contract, start(queue.arn))).toEqual(refused);
    expect(await refusal(contract, start(queue.arn, { DestinationArn: destination.arn }))).toEqual(refused);
  });

  it('refuses a source that does not exist', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    expect(await refusal(contract, start(siblingArn(deadLetters.arn)))).toEqual(
      wireError(
        'ResourceNotFound',
        "The resource that you specified for the SourceArn parameter doesn't exist.",
      ),
    );
  });

  it('refuses a destination that does not exist', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    const DestinationArn = siblingArn(deadLetters.arn);
    expect(await refusal(contract, start(deadLetters.arn, { DestinationArn }))).toEqual(
      wireError(
        'ResourceNotFound',
        "The resource that you specified for the DestinationArn parameter doesn't exist.",
      ),
    );
  });

  it('refuses a second task while one runs, and takes one when it is over', async () => {
    const { deadLetters } = await createFilledPair(contract.sqs, 4);
    await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
    expect(await refusal(contract, start(deadLetters.arn))).toEqual(
      wireError(
        'InvalidParameterValue',
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      ),
    );
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    expect((await successReply(contract, start(deadLetters.arn))).status).toBe(200);
  });

  it('lets tasks of different queues run side by side', async () => {
    const first = await createFilledPair(contract.sqs, 3);
    const second = await createFilledPair(contract.sqs, 3);
    await startMove(contract, first.deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
    await startMove(contract, second.deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
    expect((await endedMove(contract, first.deadLetters.arn)).Status).toBe('COMPLETED');
    expect((await endedMove(contract, second.deadLetters.arn)).Status).toBe('COMPLETED');
  });

  it.each([0, -1, 501])('refuses MaxNumberOfMessagesPerSecond = %s', async (MaxNumberOfMessagesPerSecond) => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    const got = await refusal(contract, start(deadLetters.arn, { MaxNumberOfMessagesPerSecond }));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
  });

  it.each(['garbage', 'arn:aws:sqs', 'arn:aws:s3:::bucket'])('refuses the source %s', async (arn) => {
    const got = await refusal(contract, start(arn));
    expect([400, 404]).toContain(got.status);
    expect(['InvalidParameterValueException', 'ResourceNotFoundException']).toContain(got.type);
  });

  it('wants a source', async () => {
    const command = start('');
    Object.assign(command.input, { SourceArn: undefined });
    expect(await refusal(contract, command)).toEqual(missingParameter('SourceArn'));
  });
});

describe('StartMessageMoveTask: behaviour', () => {
  it('sends every message back to the queue it came from', async () => {
    const first = await createFilledPair(contract.sqs, 3);
    const second = await createFilledPair(contract.sqs, 2, { deadLetters: first.deadLetters });
    await startMove(contract, first.deadLetters.arn);
    expect((await endedMove(contract, first.deadLetters.arn)).Status).toBe('COMPLETED');
    expect(await receive(contract.sqs, first.source.url)).toHaveLength(3);
    expect(await receive(contract.sqs, second.source.url)).toHaveLength(2);
    expect(await readDepth(contract.sqs, first.deadLetters.url)).toEqual({
      visible: 0,
      inFlight: 0,
      delayed: 0,
    });
  });

  it('sends every message to the destination that was named, and none to its source', async () => {
    const destination = await createQueue(contract.sqs);
    const { source, deadLetters } = await createFilledPair(contract.sqs, 15);
    await startMove(contract, deadLetters.arn, { DestinationArn: destination.arn });
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    expect((await readDepth(contract.sqs, destination.url)).visible).toBe(15);
    expect((await readDepth(contract.sqs, source.url)).visible).toBe(0);
  });

  it('answers a receive that waits at the destination', async () => {
    const { source, deadLetters } = await createFilledPair(contract.sqs, 1);
    const poll = receive(contract.sqs, source.url, { WaitTimeSeconds: 10 });
    await contract.arrived();
    await startMove(contract, deadLetters.arn);
    await contract.pass(2_000);
    expect((await poll).map(receiveCount)).toEqual([1]);
  });

  it('moves nothing within the call itself', async () => {
    const { source, deadLetters } = await createFilledPair(contract.sqs, 3);
    await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
    const [dead, back] = [
      await readDepth(contract.sqs, deadLetters.url),
      await readDepth(contract.sqs, source.url),
    ];
    expect(dead.visible + dead.inFlight + back.visible).toBe(3);
    expect(back.visible).toBeLessThan(3);
  });

  it('completes at once on an empty queue', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    await startMove(contract, deadLetters.arn);
    const ended = await endedMove(contract, deadLetters.arn);
    expect(ended).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 0 });
  });
});
