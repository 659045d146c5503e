import { crc32 } from 'node:zlib';
import type { Account } from '../core/account.ts';
import type { JsonAction, RawAnswer, ServiceActions } from '../core/action.ts';
import type { Disk } from '../core/disk/disk.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { createTableProcess, type TableProcess } from './table-process.ts';
import { timeToLiveActions } from './time-to-live.ts';

export interface DynamoDb {
  service: ServiceActions;
  /** Ends the tables' process. To be called when no request is under way any more. */
  close(): Promise<void>;
}

/**
 * DynamoDB: dynalite in a process of its own, which starts with the first request. An engine that nobody asks for tables costs
 * nothing.
 */
export function createDynamoDb({
  account,
  disk,
  directory,
  log,
}: {
  account: Account;
  /** For what dynalite does not keep: the time to live of tables. */
  disk: Disk;
  /** Where the tables are kept; absent: in memory. */
  directory: string | undefined;
  log: (line: string) => void;
}): DynamoDb {
  const tables = createTableProcess({ directory, account, log });
  return {
    service: {
      protocol: 'json',
      targetPrefix: 'DynamoDB_20120810',
      actions: [
        ...OPERATIONS.map((operation) => forward(tables, operation)),
        ...timeToLiveActions({ tables, records: disk.records('time-to-live') }),
      ],
    },
    close: () => tables.close(),
  };
}

function forward(tables: TableProcess, operation: Operation): JsonAction {
  const action: JsonAction<{ Payload: Buffer }> = {
    name: operation,
    shape: { type: 'any' },
    rawBody: true,
    async run({ Payload }): Promise<RawAnswer> {
      const { status, body } = await tables.call(operation, Payload);
      const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'x-amz-crc32': String(crc32(body)) };
      return { kind: 'raw', status, headers, body };
    },
  };
  return action;
}
