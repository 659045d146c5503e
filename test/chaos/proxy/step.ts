import type { LedgerKind } from '#lib/redrive/ledger/entries';

/** What a mover does, as far as a request shows it. */
export type Step =
  | 'lease'
  | 'save'
  | 'end'
  | 'unlock'
  | 'receive'
  | 'send'
  | 'delete'
  | 'release'
  | 'snapshot'
  | 'doubts'
  | LedgerKind
  | 'look';

interface WrittenItem {
  PutRequest?: { Item: Record<string, { S?: string }> };
  DeleteRequest?: { Key: Record<string, { S?: string }> };
}

const BY_ACTION: Readonly<Record<string, Step>> = {
  ReceiveMessage: 'receive',
  SendMessageBatch: 'send',
  DeleteMessageBatch: 'delete',
  ChangeMessageVisibilityBatch: 'release',
  DeleteItem: 'unlock',
};

/** What the request is for; a write to the ledger may be for several things at once. */
export function stepsOf(action: string, body: Record<string, unknown>): Set<Step> {
  if (action === 'BatchWriteItem') return stepsOfWrite(body);
  if (action === 'UpdateItem') return new Set([stepOfUpdate(body)]);
  return new Set([BY_ACTION[action] ?? 'look']);
}

function stepOfUpdate({ ExpressionAttributeNames }: Record<string, unknown>): Step {
  const names = new Set(Object.values((ExpressionAttributeNames ?? {}) as Record<string, string>));
  if (names.has('startedAtMs')) return 'lease';
  return names.has('statusReason') ? 'end' : 'save';
}

function stepsOfWrite({ RequestItems }: Record<string, unknown>): Set<Step> {
  const writes = Object.values((RequestItems ?? {}) as Record<string, WrittenItem[]>).flat();
  return new Set(
    writes.map(({ PutRequest, DeleteRequest }): Step => {
      const { pk, sk } = PutRequest?.Item ?? DeleteRequest?.Key ?? {};
      const partition = pk?.S ?? '';
      if (partition.startsWith('file#')) return 'snapshot';
      if (partition.startsWith('ledger#')) return (sk?.S ?? '').split('#')[0] as LedgerKind;
      return 'doubts';
    }),
  );
}
