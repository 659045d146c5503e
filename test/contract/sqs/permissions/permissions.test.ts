import {
  AddPermissionCommand,
  GetQueueAttributesCommand,
  RemovePermissionCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createQueue, readAttribute, type TestQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const ALICE = '111122223333';
const BOB = '444455556666';

const add = (
  queue: TestQueue,
  { Label = 'alice', AWSAccountIds = [ALICE], Actions = ['SendMessage'] }: Partial<Permission> = {},
) => new AddPermissionCommand({ QueueUrl: queue.url, Label, AWSAccountIds, Actions });

const remove = (queue: TestQueue, Label: string) =>
  new RemovePermissionCommand({ QueueUrl: queue.url, Label });

interface Permission {
  Label: string;
  AWSAccountIds: string[];
  Actions: string[];
}

async function readPolicy(queue: TestQueue): Promise<{ Statement: { Sid: string }[] }> {
  return JSON.parse(await readAttribute(contract.sqs, queue.url, 'Policy')) as {
    Statement: { Sid: string }[];
  };
}

describe('AddPermission and RemovePermission: wire', () => {
  it('answer 200 without a member', async () => {
    const queue = await createQueue(contract.sqs);
    const added = await successReply(contract, add(queue));
    expect([added.status, added.json]).toEqual([200, {}]);
    const removed = await successReply(contract, remove(queue, 'alice'));
    expect([removed.status, removed.json]).toEqual([200, {}]);
  });
});

describe('AddPermission: validation', () => {
  it('refuses a label that is there', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(add(queue));
    expect(await refusal(contract, add(queue, { AWSAccountIds: [BOB] }))).toEqual(
      wireError(
        'InvalidParameterValue',
        'Value alice for parameter Label is invalid. Reason: Already exists.',
      ),
    );
  });

  it.each(['', 'two words', 'l'.repeat(81), 'läbel'])('refuses the label "%s"', async (Label) => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, add(queue, { Label }));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
  });

  it('takes a label of 80 letters, digits, hyphens and underscores', async () => {
    const queue = await createQueue(contract.sqs);
    const Label = 'aZ0-_'.padEnd(80, 'x');
    await contract.sqs.send(add(queue, { Label }));
    expect((await readPolicy(queue)).Statement.map(({ Sid }) => Sid)).toEqual([Label]);
  });

  it.each([
    ['an action that does not exist', 'Explode'],
    ['an action of the owner', 'DeleteQueue'],
    ['the batch form, which the plain one includes', 'SendMessageBatch'],
  ])('refuses %s', async (_, action) => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, add(queue, { Actions: ['SendMessage', action] }));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
    expect(got.message).toContain(action);
  });

  it('refuses no action at all', async () => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, add(queue, { Actions: [] }));
    expect(got).toEqual(wireErrorOf('MissingParameter', got));
  });

  it('refuses the eighth action', async () => {
    const queue = await createQueue(contract.sqs);
    const Actions = Array.from({ length: 8 }, () => 'SendMessage');
    const got = await refusal(contract, add(queue, { Actions }));
    expect([got.status, got.type, got.message]).toEqual([
      403,
      'OverLimit',
      '8 Actions were found, maximum allowed is 7.',
    ]);
    await contract.sqs.send(add(queue, { Actions: Actions.slice(1) }));
  });

  it.each([[[]], [['alice']], [['12345678901']], [[ALICE, '*']]])(
    'refuses the accounts %j',
    async (AWSAccountIds) => {
      const queue = await createQueue(contract.sqs);
      const got = await refusal(contract, add(queue, { AWSAccountIds }));
      expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
    },
  );

  it('refuses a queue that does not exist', async () => {
    const got = await refusal(
      contract,
      new AddPermissionCommand({
        QueueUrl: `${contract.endpoint}/000000000000/nowhere`,
        Label: 'alice',
        AWSAccountIds: [ALICE],
        Actions: ['*'],
      }),
    );
    expect(got).toEqual(wireError('QueueDoesNotExist', 'The specified queue does not exist.'));
  });
});

describe('RemovePermission: validation', () => {
  it('refuses a label that is not there', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, remove(queue, 'alice'))).toEqual(
      wireError(
        'InvalidParameterValue',
        "Value alice for parameter Label is invalid. Reason: can't find label.",
      ),
    );
  });
});

describe('AddPermission and RemovePermission: behaviour', () => {
  it('writes a statement that the Policy attribute shows', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(add(queue));
    expect(await readPolicy(queue)).toEqual({
      Version: '2008-10-17',
      Id: `${queue.arn}/SQSDefaultPolicy`,
      Statement: [
        {
          Sid: 'alice',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ALICE}:root` },
          Action: 'SQS:SendMessage',
          Resource: queue.arn,
        },
      ],
    });
  });

  it('names several accounts and actions in lists', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(
      add(queue, { AWSAccountIds: [ALICE, BOB], Actions: ['SendMessage', 'ReceiveMessage'] }),
    );
    expect((await readPolicy(queue)).Statement).toEqual([
      expect.objectContaining({
        Principal: { AWS: [`arn:aws:iam::${ALICE}:root`, `arn:aws:iam::${BOB}:root`] },
        Action: ['SQS:SendMessage', 'SQS:ReceiveMessage'],
      }),
    ]);
  });

  it('adds to a policy that was set as an attribute', async () => {
    const queue = await createQueue(contract.sqs);
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Sid: 'own', Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: queue.arn },
    });
    await contract.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy } }));
    await contract.sqs.send(add(queue));
    expect(await readPolicy(queue)).toMatchObject({
      Version: '2012-10-17',
      Statement: [{ Sid: 'own', Effect: 'Deny' }, { Sid: 'alice' }],
    });
  });

  it('removes one statement and leaves the others; after the last there is no policy', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(add(queue));
    await contract.sqs.send(add(queue, { Label: 'bob', AWSAccountIds: [BOB] }));
    await contract.sqs.send(remove(queue, 'alice'));
    expect((await readPolicy(queue)).Statement.map(({ Sid }) => Sid)).toEqual(['bob']);
    await contract.sqs.send(remove(queue, 'bob'));
    const { Attributes } = await contract.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['Policy'] }),
    );
    expect(Attributes).toBeUndefined();
  });
});

describe('the Policy attribute', () => {
  it.each(['{', 'null', '[]', '"text"', '{"Statement":["x"]}', '{"Version":"2012-10-17"}'])(
    'refuses %s',
    async (Policy) => {
      const queue = await createQueue(contract.sqs);
      const got = await refusal(
        contract,
        new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy } }),
      );
      expect(got).toEqual(wireErrorOf('InvalidAttributeValue', got));
    },
  );
});
