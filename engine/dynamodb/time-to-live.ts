import type { JsonAction } from '../core/action.ts';
import type { Records } from '../core/disk/disk.ts';
import { Fault } from '../core/fault.ts';
import type { Shape } from '../core/shape.ts';
import type { TableProcess } from './table-process.ts';

/** Of a table for which it is on. The engine only remembers it: AWS itself deletes expired items days late, or never counts on it. */
export interface TimeToLive {
  /** A table that is deleted and made again is another one, and has none. */
  tableId: string;
  attribute: string;
}

interface Context {
  tables: TableProcess;
  records: Records<TimeToLive>;
}

interface Input {
  TableName: string;
  TimeToLiveSpecification: { Enabled: boolean; AttributeName: string };
}

const TABLE_NAME: Shape = { type: 'string', minLength: 1, maxLength: 1024 };

/** UpdateTimeToLive and DescribeTimeToLive, which dynalite has not. */
export function timeToLiveActions({ tables, records }: Context): JsonAction[] {
  const known = new Map(records.load());

  const find = async (tableName: string) => {
    const answer = await tables.call('DescribeTable', Buffer.from(JSON.stringify({ TableName: tableName })));
    if (answer.status !== 200)
      throw new Fault('TableNotFound', `Requested resource not found: Table: ${tableName} not found`);
    const tableId = (JSON.parse(answer.body) as { Table: { TableId: string } }).Table.TableId;
    const kept = known.get(tableName);
    return { tableId, attribute: kept?.tableId === tableId ? kept.attribute : undefined };
  };

  const update: JsonAction<Input> = {
    name: 'UpdateTimeToLive',
    shape: {
      type: 'structure',
      required: ['TableName', 'TimeToLiveSpecification'],
      members: {
        TableName: TABLE_NAME,
        TimeToLiveSpecification: {
          type: 'structure',
          required: ['Enabled', 'AttributeName'],
          members: {
            Enabled: { type: 'boolean' },
            AttributeName: { type: 'string', minLength: 1, maxLength: 255 },
          },
        },
      },
    },
    async run({ TableName, TimeToLiveSpecification }) {
      const { Enabled, AttributeName } = TimeToLiveSpecification;
      const { tableId, attribute } = await find(TableName);
      if (Enabled === (attribute !== undefined)) {
        throw new Fault('ValidationError', `TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
      }
      if (Enabled) {
        const timeToLive = { tableId, attribute: AttributeName };
        known.set(TableName, timeToLive);
        records.put(TableName, timeToLive);
      } else {
        known.delete(TableName);
        records.delete(TableName);
      }
      return { TimeToLiveSpecification };
    },
  };

  const describe: JsonAction<Pick<Input, 'TableName'>> = {
    name: 'DescribeTimeToLive',
    shape: { type: 'structure', required: ['TableName'], members: { TableName: TABLE_NAME } },
    async run({ TableName }) {
      const { attribute } = await find(TableName);
      return {
        TimeToLiveDescription:
          attribute === undefined
            ? { TimeToLiveStatus: 'DISABLED' }
            : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute },
      };
    },
  };
  return [update, describe];
}
